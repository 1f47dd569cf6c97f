package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.testing.LogCapture;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RevocationsTest {

    private static final KeyId ID = new KeyId("a".repeat(16));

    @Test
    @DisplayName("S-7: a row that was read before its revocation was known is no row that was put back")
    void whatWasReadBeforeIsNotHeldAgainstARow() {
        try (LogCapture log = new LogCapture()) {
            Revocations revocations = new Revocations();
            Revocations.Known before = revocations.known();
            revocations.saw(List.of(ID));
            assertFalse(before.deny(ID));
            assertFalse(log.text().contains(ID.value()), log::text);
            assertTrue(revocations.known().deny(ID));
            assertFalse(revocations.known().deny(new KeyId("b".repeat(16))));
            revocations.saw(List.of(ID));
            assertTrue(revocations.known().deny(ID));
            assertEquals(1, log.text().split("was revoked, and its row says", -1).length - 1, "it is said once");
        }
    }
}
