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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdministrativeLockTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final StoredKey KEY = StoredKey.builder()
      .id(new KeyId("a".repeat(16)))
      .digest(Digest.of(Digest.PLAIN, "0".repeat(64)))
      .owner(new Owner("customers", "alice"))
      .ownerId("1")
      .createdBy("alice")
      .loginSource(LoginSource.LOCAL)
      .name("n")
      .createdAt(NOW)
      .expiresAt(NOW.plus(Duration.ofDays(90)))
      .build();
  private static final int NEVER = 0;
  private static final Actor CAROL = actor("carol", "staff", null, AdminReach.EVERYBODY);
  private static final Actor LEAD = actor("lead", "customers", null, AdminReach.ORGANISATION);
  private static final Actor OWNER = actor("alice", "customers", "1", AdminReach.NOBODY);

  @ParameterizedTest
  @CsvSource({"alice, staff, ", "alice, customers, 2", "Alice, customers, ", "ALICE, customers, 2"})
  @DisplayName(
      "S-17: who is not surely the owner, by realm, spelling or lasting id, is somebody else"
          + " for what closes")
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
  @DisplayName("S-17: an end that stays as it is, or that an administrator puts off, holds nothing")
  void anEndThatStaysHoldsNothing() {
    assertFalse(AdministrativeLock.isLocked(moved(KEY, CAROL, 90)));
    assertFalse(AdministrativeLock.isLocked(moved(KEY, CAROL, 120)));
    assertFalse(AdministrativeLock.isLocked(moved(moved(KEY, CAROL, 9), CAROL, 90)));
    assertFalse(
        AdministrativeLock.isLocked(moved(moved(moved(KEY, CAROL, 9), CAROL, 10), CAROL, 91)));
  }

  @Test
  @DisplayName("S-17: a correction of an end that leaves it before what it was without the"
      + " administrator holds at the new end")
  void aCorrectionHoldsAtTheNewEnd() {
    StoredKey ten = moved(moved(KEY, CAROL, 9), CAROL, 10);
    assertTrue(refused(ten, OWNER, 11));
    assertTrue(refused(ten, OWNER, NEVER));
    StoredKey five = moved(ten, OWNER, 5);
    assertTrue(refused(five, OWNER, 11));
    assertEquals(
        days(10),
        moved(five, OWNER, 10).expiresAt().orElseThrow(),
        "up to it the end is the owner's");
    StoredKey endless = KEY.toBuilder().expiresAt(null).build();
    assertTrue(
        refused(moved(moved(endless, CAROL, 9), CAROL, 400), OWNER, 401),
        "without the administrator it had none");
    assertFalse(AdministrativeLock.isLocked(moved(moved(endless, CAROL, 9), CAROL, NEVER)));
  }

  @Test
  @DisplayName(
      "S-17: what an administrator of everybody shortened, one of the organisation does not"
          + " lengthen, whatever came between")
  void theLargerReachHolds() {
    StoredKey nine = moved(KEY, CAROL, 9);
    assertTrue(refused(nine, LEAD, 10));
    StoredKey five = moved(nine, LEAD, 5);
    assertTrue(refused(five, LEAD, 10));
    assertTrue(refused(five, OWNER, 6), "what one of the organisation shortened more holds, too");
    StoredKey seven = moved(five, LEAD, 7);
    assertTrue(refused(seven, OWNER, 8));
    StoredKey again = moved(seven, LEAD, 9);
    assertTrue(refused(again, LEAD, 10));
    assertTrue(refused(again, OWNER, 10));
    StoredKey corrected = moved(moved(KEY, LEAD, 9), CAROL, 10);
    assertTrue(refused(corrected, LEAD, 11));
    assertFalse(AdministrativeLock.isLocked(moved(corrected, CAROL, 90)));
    assertFalse(AdministrativeLock.isLocked(moved(moved(KEY, LEAD, 9), LEAD, 90)), "their own");
  }

  @Test
  @DisplayName(
      "S-17: an end that is held is held after the key was disabled and enabled, by whomever")
  void anEndIsHeldAfterDisabling() {
    for (Actor actor : List.of(OWNER, LEAD, CAROL)) {
      StoredKey held = moved(KEY, CAROL, 9);
      StoredKeyBuilder off = held.toBuilder();
      AdministrativeLock.disable(held, off, actor, NOW);
      StoredKeyBuilder on = off.build().toBuilder();
      assertEquals(Optional.empty(), AdministrativeLock.enable(off.build(), on, actor));
      assertTrue(on.build().active());
      assertTrue(refused(on.build(), OWNER, 10), actor.name());
      assertTrue(refused(on.build(), LEAD, 10), actor.name());
      assertFalse(AdministrativeLock.isLocked(moved(on.build(), CAROL, 90)));
    }
    StoredKey off = moved(off(CAROL), CAROL, 9);
    StoredKeyBuilder on = off.toBuilder();
    assertEquals(Optional.empty(), AdministrativeLock.enable(off, on, CAROL));
    assertTrue(refused(on.build(), OWNER, 10), "shortened while it was disabled");
    assertTrue(refused(on.build(), LEAD, 10));
  }

  private static StoredKey off(Actor actor) {
    StoredKeyBuilder changed = KEY.toBuilder();
    AdministrativeLock.disable(KEY, changed, actor, NOW);
    return changed.build();
  }

  private static StoredKey moved(StoredKey key, Actor actor, int days) {
    StoredKeyBuilder changed = key.toBuilder().expiresAt(days(days));
    assertEquals(Optional.empty(), AdministrativeLock.expiryMoved(key, changed, actor, NOW));
    return changed.build();
  }

  private static boolean refused(StoredKey key, Actor actor, int days) {
    return AdministrativeLock.expiryMoved(key, key.toBuilder().expiresAt(days(days)), actor, NOW)
        .isPresent();
  }

  private static Instant days(int days) {
    return days == NEVER ? null : NOW.plus(Duration.ofDays(days));
  }

  private static Actor actor(String name, String realm, String id, AdminReach reach) {
    return new Actor(name, realm, null, Optional.ofNullable(id), reach, Optional.empty());
  }
}
