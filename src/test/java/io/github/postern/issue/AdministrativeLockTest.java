package io.github.postern.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdministrativeLockTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final StoredKey KEY = StoredKey.builder().id(new KeyId("a".repeat(16)))
            .digest(Digest.of(Digest.PLAIN, "0".repeat(64))).owner(new Owner("customers", "alice")).ownerId("1").createdBy("alice")
            .loginSource(LoginSource.LOCAL).name("n").createdAt(NOW).expiresAt(NOW.plus(Duration.ofDays(90))).build();
    private static final Actor OWNER = actor("alice", "customers", "1", AdminReach.NOBODY);

    @ParameterizedTest
    @CsvSource({"alice, staff, ", "alice, customers, 2", "Alice, customers, ", "ALICE, customers, 2"})
    @DisplayName("S-17: who is not surely the owner, by realm, spelling or lasting id, is somebody else for what closes")
    void whoIsNotSurelyTheOwnerIsSomebodyElse(String name, String realm, String id) {
        Actor other = actor(name, realm, id, AdminReach.EVERYBODY);
        StoredKey off = off(other);
        assertTrue(AdministrativeLock.isDisabledByAdministrator(off));
        assertTrue(AdministrativeLock.enable(off, off.toBuilder(), OWNER).isPresent());

        StoredKey shorter = moved(KEY, other, 9);
        assertTrue(AdministrativeLock.isLocked(shorter), () -> "by " + shorter.disabledBy());
        StoredKeyBuilder later = shorter.toBuilder().expiresAt(NOW.plus(Duration.ofDays(30)));
        assertTrue(AdministrativeLock.expiryMoved(shorter, later, OWNER, NOW).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"alice, customers, ", "alice, customers, 1", "ALICE, customers, 1", "boss, staff, 1"})
    @DisplayName("S-17: the owner's own doing, by whatever path, the owner undoes")
    void theOwnersOwnDoing(String name, String realm, String id) {
        Actor same = actor(name, realm, id, AdminReach.EVERYBODY);
        StoredKey off = off(same);
        assertFalse(AdministrativeLock.isLocked(off));
        assertEquals("alice", off.disabledBy().orElseThrow().by());
        StoredKeyBuilder on = off.toBuilder();
        assertEquals(Optional.empty(), AdministrativeLock.enable(off, on, OWNER));
        assertTrue(on.build().active());
        assertFalse(AdministrativeLock.isLocked(moved(KEY, same, 9)));
    }

    @Test
    @DisplayName("S-17: an end that stays as it is, or is put off by an administrator, holds nothing")
    void anEndThatStaysHoldsNothing() {
        Actor carol = actor("carol", "staff", null, AdminReach.EVERYBODY);
        assertFalse(AdministrativeLock.isLocked(moved(KEY, carol, 90)));
        assertFalse(AdministrativeLock.isLocked(moved(KEY, carol, 120)));
        assertFalse(AdministrativeLock.isLocked(moved(moved(KEY, carol, 9), carol, 10)));
    }

    private static StoredKey off(Actor actor) {
        StoredKeyBuilder changed = KEY.toBuilder();
        AdministrativeLock.disable(KEY, changed, actor, NOW);
        return changed.build();
    }

    private static StoredKey moved(StoredKey key, Actor actor, int days) {
        StoredKeyBuilder changed = key.toBuilder().expiresAt(NOW.plus(Duration.ofDays(days)));
        assertEquals(Optional.empty(), AdministrativeLock.expiryMoved(key, changed, actor, NOW));
        return changed.build();
    }

    private static Actor actor(String name, String realm, String id, AdminReach reach) {
        return new Actor(name, realm, null, Optional.ofNullable(id), reach, Optional.empty());
    }
}
