package io.github.postern.issue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.policy.Policy.LoginRules;
import io.github.postern.policy.Policy.WhenExpired;
import io.github.postern.policy.Policy.WhenFull;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyQuotaTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final StoredKey ALIVE = key("a", 0, NOW.plusSeconds(60));
  private static final StoredKey EXPIRED = key("b", 0, NOW);

  @Test
  @DisplayName("NB-4: with one key per owner, an expired key must be deleted first")
  void anExpiredKeyMustBeDeletedFirst() {
    KeyQuota quota = beside(1, WhenFull.REFUSE, WhenExpired.DELETE_FIRST, EXPIRED);
    assertEquals(Optional.of(Refusal.Code.EXPIRED_KEY_EXISTS), quota.refusal().map(Refusal::code));
    assertEquals(List.of(EXPIRED.id()), quota.refusal().orElseThrow().keys());
  }

  @Test
  void amongManyKeysAnExpiredOneMustBeDeletedFirstToo() {
    KeyQuota quota = beside(25, WhenFull.REFUSE, WhenExpired.DELETE_FIRST, ALIVE, key("b", 1, NOW));
    assertEquals(Optional.of(Refusal.Code.EXPIRED_KEY_EXISTS), quota.refusal().map(Refusal::code));
  }

  @Test
  @DisplayName("NB-9: an expired key is replaced, where the policy says so")
  void anExpiredKeyIsReplaced() {
    KeyQuota quota = beside(1, WhenFull.REFUSE, WhenExpired.REPLACE, EXPIRED);
    assertTrue(quota.refusal().isEmpty());
    assertEquals(List.of(EXPIRED), quota.replaced());
    assertEquals(0, quota.slot());
  }

  @Test
  void anExpiredKeyStaysInTheListAndGivesUpItsPlace() {
    KeyQuota quota = beside(1, WhenFull.REFUSE, WhenExpired.IGNORE, EXPIRED);
    assertTrue(quota.refusal().isEmpty());
    assertEquals(List.of(EXPIRED), quota.released());
    assertEquals(0, quota.slot());
  }

  @Test
  @DisplayName("NB-3: a second key is refused while the first one works")
  void aSecondKeyIsRefused() {
    KeyQuota quota = beside(1, WhenFull.REFUSE, WhenExpired.REPLACE, ALIVE);
    assertEquals(Optional.of(Refusal.Code.TOO_MANY_KEYS), quota.refusal().map(Refusal::code));
    assertEquals(0, quota.left());
  }

  @Test
  void aSecondKeyReplacesTheFirstWhereThePolicySaysSo() {
    KeyQuota quota = beside(1, WhenFull.REPLACE, WhenExpired.IGNORE, ALIVE);
    assertEquals(List.of(ALIVE), quota.replaced());
    assertEquals(0, quota.slot());
  }

  @Test
  void aNewKeyTakesTheFirstFreePlace() {
    KeyQuota quota =
        beside(25, WhenFull.REFUSE, WhenExpired.IGNORE, key("a", 0, null), key("b", 2, null));
    assertEquals(1, quota.slot());
    assertEquals(23, quota.left());
  }

  @Test
  void aLoweredLimitReplacesTheOldestUntilASlotIsFree() {
    StoredKey older =
        key("c", 1, null).toBuilder().createdAt(NOW.minusSeconds(99)).build();
    KeyQuota quota = beside(1, WhenFull.REPLACE, WhenExpired.IGNORE, key("a", 0, null), older);
    assertEquals(2, quota.replaced().size());
    assertEquals(older, quota.replaced().get(0));
  }

  @Test
  void aSupersededKeyCountsNoMore() {
    KeyQuota quota =
        beside(1, WhenFull.REFUSE, WhenExpired.DELETE_FIRST, key("a", StoredKey.NO_SLOT, NOW));
    assertTrue(quota.refusal().isEmpty());
  }

  private static KeyQuota beside(
      int keys, WhenFull whenFull, WhenExpired whenExpired, StoredKey... existing) {
    LoginRules rules = new LoginRules(
        true,
        whenFull,
        whenExpired,
        new Validity.Chosen(true, Duration.ofDays(90), Duration.ofDays(365)));
    return KeyQuota.forNewKey(
        List.of(existing),
        Policies.with(keys, rules, rules),
        Login.local(Owner.of("alice"), Set.of()),
        NOW);
  }

  private static StoredKey key(String letter, int slot, Instant expiresAt) {
    return StoredKey.builder()
        .id(new KeyId(letter.repeat(16)))
        .digest(Digest.of(Digest.PLAIN, "00".repeat(32)))
        .owner(Owner.of("alice"))
        .createdBy("alice")
        .loginSource(LoginSource.LOCAL)
        .name("key " + letter)
        .createdAt(NOW.minusSeconds(60))
        .expiresAt(expiresAt)
        .slot(slot)
        .build();
  }
}
