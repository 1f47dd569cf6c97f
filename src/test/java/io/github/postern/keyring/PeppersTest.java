package io.github.postern.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PeppersTest {

  private static final byte[] OLD = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NEW = "fedcba9876543210".getBytes(StandardCharsets.US_ASCII);
  private final Secret secret = new Secret("jobs_aaaaaaaaaaaaaaaa_some-secret");

  @Test
  void aDigestIsHmacSha256UnderThePepper() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(NEW, "HmacSHA256"));
    String expected =
        HexFormat.of().formatHex(mac.doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8)));
    Digest digest = Peppers.of(List.of(Pepper.keyed("new", NEW))).digest(secret);
    assertEquals(expected, digest.hex());
    assertEquals("hmac-sha256/new", digest.algorithm());
  }

  @Test
  void theSameDigestComesOutWheneverAndByWhicheverThread() throws Exception {
    Peppers peppers = Peppers.of(List.of(Pepper.keyed("new", NEW)));
    Digest first = peppers.digest(secret);
    List<Thread> threads = new java.util.ArrayList<>();
    List<Digest> others = java.util.Collections.synchronizedList(new java.util.ArrayList<>());
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> {
        for (int j = 0; j < 500; j++) {
          others.add(peppers.digest(secret));
        }
      });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(4000, others.size());
    assertTrue(others.stream().allMatch(first::equals));
  }

  @Test
  void aRetiredPepperIsStillRecognised() {
    Digest stored = Peppers.of(List.of(Pepper.keyed("old", OLD))).digest(secret);
    Peppers now = Peppers.of(List.of(Pepper.keyed("new", NEW), Pepper.keyed("old", OLD)));
    assertTrue(now.matches(secret, now.digest(secret), stored));
    assertTrue(now.retired(stored));
    assertFalse(now.matches(new Secret("other"), now.digest(new Secret("other")), stored));
  }

  @Test
  void aPepperThatIsGoneRecognisesNothing() {
    Digest stored = Peppers.of(List.of(Pepper.keyed("old", OLD))).digest(secret);
    Peppers now = Peppers.of(List.of(Pepper.keyed("new", NEW)));
    assertFalse(now.matches(secret, now.digest(secret), stored));
  }

  @Test
  @DisplayName("S-7: beside a pepper, plain digests are recognised only while that is asked for")
  void plainDigestsAreRecognisedBesideAPepperOnlyWhereThatIsAskedFor() {
    Digest stored = Peppers.of(List.of()).digest(secret);
    Peppers without = Peppers.of(List.of(Pepper.keyed("new", NEW)));
    assertFalse(without.matches(secret, without.digest(secret), stored));
    assertFalse(without.digests(secret).contains(stored));
    assertFalse(without.acceptsPlain());
    Peppers now = Peppers.of(List.of(Pepper.keyed("new", NEW)), true);
    assertTrue(now.acceptsPlain());
    assertTrue(now.matches(secret, now.digest(secret), stored));
    assertTrue(now.retired(stored));
    assertTrue(now.keyed());
  }

  @Test
  void shortPeppersOddNamesAndRepeatedNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Pepper.keyed("p", new byte[15]));
    assertThrows(IllegalArgumentException.class, () -> Pepper.keyed("", OLD));
    assertThrows(IllegalArgumentException.class, () -> Pepper.keyed("a/b", OLD));
    List<Pepper> twice = List.of(Pepper.keyed("p", OLD), Pepper.keyed("p", NEW));
    assertThrows(IllegalArgumentException.class, () -> Peppers.of(twice));
  }

  @Test
  void nothingPrintsASecret() {
    Digest digest = Peppers.of(List.of(Pepper.keyed("new", NEW))).digest(secret);
    assertEquals("<secret>", secret.toString());
    assertFalse(digest.toString().contains(digest.hex().substring(0, 8)));
    assertFalse(Pepper.keyed("new", NEW).toString().contains("fedc"));
  }
}
