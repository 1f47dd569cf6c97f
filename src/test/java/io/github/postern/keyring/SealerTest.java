package io.github.postern.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SealerTest {

  private static final KeyId ID = new KeyId("a".repeat(16));
  private static final Secret SECRET = new Secret("jobs_aaaaaaaaaaaaaaaa_something");

  private static final Owner OWNER = new Owner("corp", "alice");

  private final Sealer sealer = sealer("r1", 1);

  @Test
  void aSealedSecretIsOpenedAgainAndNeverLooksTheSame() {
    String sealed = sealer.seal(ID, OWNER, SECRET);
    assertEquals(SECRET.reveal(), sealer.open(ID, OWNER, sealed).reveal());
    assertNotEquals(sealed, sealer.seal(ID, OWNER, SECRET));
    assertFalse(sealed.contains("jobs"));
  }

  @Test
  void whatWasSealedForAnotherKeyWithAnotherKeyOrWasChangedIsNotOpened() {
    String sealed = sealer.seal(ID, OWNER, SECRET);
    char last = sealed.charAt(sealed.length() - 5);
    String changed = sealed.substring(0, sealed.length() - 5)
        + (last == 'A' ? 'B' : 'A')
        + sealed.substring(sealed.length() - 4);
    assertThrows(
        IllegalArgumentException.class,
        () -> sealer.open(new KeyId("b".repeat(16)), OWNER, sealed));
    assertThrows(IllegalArgumentException.class, () -> sealer("r1", 2).open(ID, OWNER, sealed));
    assertThrows(IllegalArgumentException.class, () -> sealer("r2", 1).open(ID, OWNER, sealed));
    assertThrows(IllegalArgumentException.class, () -> sealer.open(ID, OWNER, changed));
    assertThrows(IllegalArgumentException.class, () -> sealer.open(ID, OWNER, "nothing"));
  }

  @Test
  @DisplayName(
      "S-25: what was sealed for one owner is opened for no other, nor what was sealed before"
          + " owners were part of it")
  void whatWasSealedForOneOwnerIsOpenedForNoOther() {
    String sealed = sealer.seal(ID, OWNER, SECRET);
    for (Owner other :
        List.of(new Owner("corp", "mallory"), new Owner("", "alice"), new Owner("corpalic", "e"))) {
      assertThrows(
          IllegalArgumentException.class, () -> sealer.open(ID, other, sealed), other.toString());
    }
    String first = "r1:" + sealed.substring("r1:2:".length());
    String message = assertThrows(
            IllegalArgumentException.class, () -> sealer.open(ID, OWNER, first))
        .getMessage();
    assertTrue(message.contains("Rotate"), message);
  }

  @Test
  void theKeyHas32Bytes() {
    assertThrows(
        IllegalArgumentException.class, () -> new Sealer("r1", new byte[16], new SecureRandom()));
  }

  private static Sealer sealer(String name, int fill) {
    byte[] key = new byte[Sealer.KEY_BYTES];
    Arrays.fill(key, (byte) fill);
    return new Sealer(name, key, new SecureRandom());
  }
}
