package io.github.postern.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Secret;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FingerprintsTest {

  private static final String TEXT = "jobs_abcdefghijklmnop_ABCDEFGHIJKLMNOPQRSTUVWXYZ012345abcdef";

  private final Fingerprints fingerprints = new Fingerprints(new SecureRandom());

  @Test
  @DisplayName("the same text is recognised, and every other one is told from it")
  void theSameTextOnly() {
    Fingerprint first = fingerprints.of(new Secret(TEXT));
    assertEquals(first, fingerprints.of(new Secret(new String(TEXT))));
    assertEquals(first.hashCode(), fingerprints.of(new Secret(TEXT)).hashCode());
    IntStream.range(0, TEXT.length())
        .mapToObj(at -> TEXT.substring(0, at) + '-' + TEXT.substring(at + 1))
        .forEach(other -> assertNotEquals(first, fingerprints.of(new Secret(other)), other));
    Stream.of("", TEXT + "x", TEXT.toUpperCase(), TEXT + TEXT)
        .forEach(other -> assertNotEquals(first, fingerprints.of(new Secret(other)), other));
  }

  @Test
  @DisplayName("two processes have other fingerprints of one text, so nobody can choose texts that"
      + " fall together in the map of a server")
  void everyProcessHasItsOwn() {
    List<Integer> hashes = IntStream.range(0, 20)
        .mapToObj(
            process -> new Fingerprints(new SecureRandom()).of(new Secret(TEXT)).hashCode())
        .distinct()
        .toList();
    assertTrue(hashes.size() > 18, () -> "they are " + hashes);
    assertNotEquals(
        fingerprints.of(new Secret(TEXT)),
        new Fingerprints(new SecureRandom()).of(new Secret(TEXT)));
  }

  @Test
  @DisplayName("a fingerprint prints nothing of itself")
  void itPrintsNothing() {
    assertEquals("Fingerprint", fingerprints.of(new Secret(TEXT)).toString());
  }
}
