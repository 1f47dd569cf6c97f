package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.testing.LogCapture;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KnownRevocationsTest {

  private static final KeyId ID = new KeyId("a".repeat(16));

  @Test
  @DisplayName(
      "S-7: a row that was read before its revocation was known is no row that was put back")
  void whatWasReadBeforeIsNotHeldAgainstARow() {
    try (LogCapture log = new LogCapture()) {
      KnownRevocations revocations = new KnownRevocations();
      KnownRevocations.Snapshot before = revocations.known();
      revocations.add(List.of(ID));
      assertFalse(before.contradicts(ID));
      assertFalse(log.text().contains(ID.value()), log::text);
      assertTrue(revocations.known().contradicts(ID));
      assertFalse(revocations.known().contradicts(new KeyId("b".repeat(16))));
      revocations.add(List.of(ID));
      assertTrue(revocations.known().contradicts(ID));
      assertEquals(
          1, log.text().split("was revoked, and its row says", -1).length - 1, "it is said once");
    }
  }
}
