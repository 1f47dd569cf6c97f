package io.github.postern.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormatTest {

  private final KeyFormat format = new KeyFormat("jobs");
  private final KeyGenerator generator = new KeyGenerator(format, new SecureRandom());

  @Test
  void aNewKeyHasThePrefixTheIdTheSecretAndTheChecksum() {
    KeyId id = generator.newId();
    String key = generator.newSecret(id).reveal();
    assertTrue(
        key.matches("jobs_[a-z2-7]{16}_[0-9A-Za-z]{38}"),
        "the shape is that of the documented pattern");
    assertTrue(format.wellFormed(key));
    assertEquals(id, format.idOf(key));
    String body = key.substring(0, key.length() - 6);
    assertEquals(
        crc(body), Base62.decode(key, key.length() - 6, key.length()), "CRC-32 of all before it");
  }

  @Test
  void aChangeOfAnyCharacterIsSeenWithoutADatabase() {
    String key = generator.newSecret(generator.newId()).reveal();
    for (int i = 0; i < key.length(); i++) {
      for (char other : new char[] {'a', 'Z', '7', '_', '-', 'é', '\0', '\u0661'}) {
        if (key.charAt(i) != other) {
          String changed = key.substring(0, i) + other + key.substring(i + 1);
          assertFalse(format.wellFormed(changed), "position " + i + " as " + (int) other);
        }
      }
    }
  }

  @Test
  @DisplayName("F-17: the case of any character counts")
  void theCaseOfAnyCharacterCounts() {
    String key = generator.newSecret(generator.newId()).reveal();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      char flipped = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
      if (flipped != c) {
        assertFalse(format.wellFormed(key.substring(0, i) + flipped + key.substring(i + 1)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "jobs",
        "jobs_",
        "jobs__",
        "jobs_aaaaaaaaaaaaaaaa_",
        "other_aaaaaaaaaaaaaaaa_x"
      })
  void fragmentsAreNoKeys(String text) {
    assertFalse(format.wellFormed(text));
  }

  @Test
  @DisplayName("F-41: a megabyte that starts like a key is refused by its length")
  void aMegabyteIsRefusedByItsLength() {
    assertFalse(format.wellFormed("jobs_" + "a".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "thirteenchars", "Jobs", "a-b", "a_b", "äb"})
  void aPrefixIsTwoToTwelveLowerCaseLettersOrDigits(String prefix) {
    assertThrows(IllegalArgumentException.class, () -> new KeyFormat(prefix));
  }

  @Test
  void aKeyIsFoundInOtherText() {
    Secret key = generator.newSecret(generator.newId());
    assertEquals(
        key.reveal(),
        new KeyFinder(format)
            .findIn("a=b&key=" + key.reveal() + "&c=d")
            .orElseThrow()
            .reveal());
    assertTrue(new KeyFinder(format)
        .findIn("key=" + key.reveal().replace("jobs_", "jabs_"))
        .isEmpty());
    assertTrue(
        new KeyFinder(format).findIn("key=" + key.reveal().substring(0, 59)).isEmpty());
  }

  @Test
  @DisplayName("F-47: keys that are equal in their first characters are different keys")
  void keysThatShareABeginningDiffer() {
    Pepper pepper = Pepper.none();
    String long1 = "x".repeat(72) + "1";
    String long2 = "x".repeat(72) + "2";
    assertFalse(pepper.digest(new Secret(long1)).equals(pepper.digest(new Secret(long2))));
  }

  @Test
  @DisplayName(
      "F-16: a million keys have no id and no secret twice, and no character is more likely"
          + " than another")
  void aMillionKeysAreUniqueAndEven() {
    int count = 1_000_000;
    Set<Long> ids = new HashSet<>(count * 2);
    Set<Long> secrets = new HashSet<>(count * 2);
    long[] seen = new long[128];
    for (int i = 0; i < count; i++) {
      KeyId id = generator.newId();
      String key = generator.newSecret(id).reveal();
      String secret = key.substring(22, 54);
      // 64 bits of each are enough to find a repetition, and small enough to be kept.
      assertTrue(ids.add(hash(id.value())), "an id came twice");
      assertTrue(secrets.add(hash(secret)), "a secret came twice");
      if (i % 10 == 0) {
        secret.chars().forEach(c -> seen[c]++);
      }
    }
    double expected = Arrays.stream(seen).sum() / 62.0;
    double chiSquare = Base62.DIGITS
        .chars()
        .mapToDouble(c -> Math.pow(seen[c] - expected, 2) / expected)
        .sum();
    assertTrue(
        chiSquare < 130,
        "chi-square over 61 degrees of freedom is "
            + chiSquare
            + "; above 130 has a probability below one in a million");
  }

  private static long hash(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    long hash = 1125899906842597L;
    for (byte b : bytes) {
      hash = (hash ^ b) * 1099511628211L;
      hash ^= hash >>> 29;
    }
    return hash;
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return crc.getValue();
  }
}
