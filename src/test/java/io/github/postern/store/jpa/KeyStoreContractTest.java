package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.Decision;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.KeyUse;
import io.github.postern.store.Page;
import io.github.postern.store.RefusedUses;
import io.github.postern.store.Requester;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import io.github.postern.testing.TestKeys;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The contract of {@link KeyStore} for reading and changing. */
class KeyStoreContractTest extends OnEverySetup {

  private final Owner owner = TestKeys.newOwner();

  @Test
  void keyIsReadBackAsItWasWritten() throws Exception {
    StoredKey key = fullKey(TestKeys.newId()).slot(7).build();
    assertAllDiffer(TestKeys.key(owner).build(), key, Set.of("owner"));
    assertAllDiffer(KeyUsage.NONE, key.usage(), Set.of());
    TestKeys.insert(store, key.toBuilder());
    assertSameData(key, otherNode.find(key.id()).orElseThrow());
    StoredKey present = fullKey(TestKeys.newId()).slot(8).revokedAt(null).build();
    TestKeys.insert(store, present.toBuilder());
    assertSameData(present, otherNode.keysOf(owner).get(0));
  }

  /** Returns a key in which each component is another one than in a usual key. */
  private StoredKeyBuilder fullKey(KeyId id) {
    return TestKeys.key(owner)
        .id(id)
        .ownerId("4711")
        .organisation("Blåbærsyltetøj AS")
        .createdBy("root")
        .requester(new Requester("root", Optional.of("0")))
        .loginSource(LoginSource.SAML)
        .name("\uD83D\uDDDD".repeat(255))
        .description("two\nlines " + "ü".repeat(980))
        .roles(numbered("role ", 150))
        .scopes(Set.of("read", "write"))
        .networks(Set.of("10.0.0.0/8", "::1/128"))
        .createdAt(Instant.parse("2026-11-21T10:00:00.123456789Z"))
        .expiresAt(Instant.parse("2999-12-31T23:59:59.999Z"))
        .sessionEnd(TestKeys.NOW.plusMillis(1))
        .service(true)
        .active(false)
        .disabledBy(new DisabledBy("root", TestKeys.NOW.plusMillis(2)))
        .activation(new Activation(
            Set.of(PendingCondition.APPROVAL, PendingCondition.CONFIRM),
            Optional.of("boss"),
            Optional.of(TestKeys.NOW.plusMillis(3))))
        .revokedAt(TestKeys.NOW.plusMillis(4))
        .supersededBy(TestKeys.newId())
        .rotatedAt(TestKeys.NOW.plusMillis(5))
        .usage(new KeyUsage(
            Optional.of(TestKeys.NOW.plusMillis(6)),
            Optional.of("2001:db8::1"),
            Optional.of(TestKeys.NOW.plusMillis(7)),
            Optional.of("2001:db8::2"),
            Optional.of(new RefusedUses("network", LocalDate.of(2026, 11, 20), 3)),
            Optional.of(TestKeys.NOW.plusMillis(8)),
            Optional.of(TestKeys.NOW.plusMillis(9))))
        .idempotencyKey("token-" + id)
        .sealed("s1:" + "x".repeat(2997));
  }

  @Test
  void keyWithoutAnythingOptionalIsReadBackToo() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    assertSameData(key, otherNode.find(key.id()).orElseThrow());
  }

  @Test
  void unknownIdIsNoKey() {
    assertEquals(Optional.empty(), store.find(TestKeys.newId()));
  }

  @Test
  void keysOfAnOwnerAreThoseThatAreNotRevokedNewestFirst() {
    StoredKey old =
        TestKeys.insert(store, TestKeys.key(owner).createdAt(TestKeys.NOW.minusSeconds(9)));
    StoredKey young = TestKeys.insert(store, TestKeys.key(owner));
    StoredKey expired = TestKeys.insert(
        store,
        TestKeys.key(owner)
            .createdAt(TestKeys.NOW.minusSeconds(5))
            .expiresAt(TestKeys.NOW.minusSeconds(1)));
    StoredKey revoked = TestKeys.insert(store, TestKeys.key(owner));
    TestKeys.revoke(store, revoked);
    assertEquals(List.of(young.id(), expired.id(), old.id()), ids(otherNode.keysOf(owner)));
    assertTrue(otherNode.find(revoked.id()).orElseThrow().revokedAt().isPresent());
  }

  @Test
  void ownersOfOtherRealmsOrOtherCaseHaveOtherKeys() {
    TestKeys.insert(store, TestKeys.key(owner));
    assertEquals(List.of(), store.keysOf(new Owner("Realm", owner.name())));
    assertEquals(List.of(), store.keysOf(new Owner("realm", owner.name().toUpperCase())));
    assertEquals(List.of(), store.keysOf(Owner.of(owner.name())));
  }

  @Test
  void decisionIsMadeOnWhatIsThereAndItsResultReturned() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    assertEquals(
        List.of(key.id()), store.<List<KeyId>>change(owner, keys -> Decision.nothing(ids(keys))));
  }

  @Test
  void whatTheDecisionThrowsPassesThroughAndNothingIsWritten() {
    RuntimeException refusal = new UnsupportedOperationException("no");
    assertSame(
        refusal,
        assertThrows(
            UnsupportedOperationException.class,
            () -> store.change(owner, keys -> {
              throw refusal;
            })));
    assertEquals(List.of(), store.keysOf(owner));
  }

  @Test
  void updatesRaiseTheEpochAndInsertsDoNot() {
    long before = otherNode.revision();
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    assertEquals(before, otherNode.revision());
    TestKeys.update(store, key, builder -> builder.name("another"));
    assertEquals(before + 1, otherNode.revision());
    store.announce();
    assertEquals(before + 2, otherNode.revision());
  }

  @Test
  void listenerIsToldOfUpdatesOnlyAndAfterTheyAreInTheDatabase() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    assertFalse(listener.changed().contains(key.id()));
    AtomicInteger seen = new AtomicInteger();
    KeyChangeListener reader = new KeyChangeListener() {
      @Override
      public void changed(KeyId id) {
        assertEquals("another", otherNode.find(id).orElseThrow().name());
        seen.incrementAndGet();
      }

      @Override
      public void anythingMayHaveChanged() {
        throw new AssertionError("It is known what changed");
      }
    };
    try (JpaKeyStore third = new JpaKeyStore(database.open(), setup.options("node-c"), reader)) {
      TestKeys.update(third, key, builder -> builder.name("another"));
    }
    assertEquals(1, seen.get());
  }

  @Test
  void everythingThatAChangeMayWriteIsWritten() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner).slot(0));
    StoredKey full = fullKey(key.id()).createdAt(key.createdAt()).build();
    assertAllDiffer(key, full, Set.of("id", "owner", "createdAt"));
    StoredKey changed = TestKeys.update(
        store, key, builder -> full.toBuilder().row(builder.build().row()));
    StoredKey read = otherNode.find(key.id()).orElseThrow();
    assertSameData(changed.toBuilder().usage(KeyUsage.NONE).build(), read);
    assertTrue(read.row().version() > changed.row().version());
  }

  @Test
  void keyThatTheChangeDidNotReadIsNotUpdated() {
    StoredKey foreign = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    assertThrows(
        IllegalArgumentException.class,
        () -> store.change(
            owner,
            keys -> new Decision<>(
                List.of(), List.of(foreign.toBuilder().active(false).build()), null)));
    assertTrue(store.find(foreign.id()).orElseThrow().active());
  }

  @Test
  void placeThatOneKeyLeavesIsTakenByAnotherInTheSameChange() {
    StoredKey first = TestKeys.insert(store, TestKeys.key(owner).slot(0));
    StoredKey second = TestKeys.key(owner).slot(0).build();
    store.<Void>change(
        owner,
        keys -> new Decision<>(List.of(second), List.of(TestKeys.revoked(keys.get(0))), null));
    assertEquals(List.of(second.id()), ids(otherNode.keysOf(owner)));
    assertEquals(StoredKey.NO_SLOT, otherNode.find(first.id()).orElseThrow().slot());
  }

  @Test
  @DisplayName(
      "S-14: a row that goes leaves its place; what stays is what happened to its key, whose"
          + " it was, and that its value is used")
  void whatIsRemovedIsRemembered() {
    StoredKey revoked = TestKeys.insert(store, TestKeys.key(owner).slot(1));
    TestKeys.revoke(store, revoked);
    StoredKey first = TestKeys.insert(store, TestKeys.key(owner).slot(0));
    StoredKey second = TestKeys.key(owner).slot(0).build();
    store.<Void>changeAccount(owner, account -> {
      List<StoredKey> read = account.revoked().apply(10);
      assertEquals(List.of(revoked.id()), ids(read));
      return new Decision<>(
          List.of(second),
          List.of(),
          List.of(account.keys().get(0), read.get(0)),
          Optional.empty(),
          null);
    });
    assertEquals(List.of(second.id()), ids(otherNode.keysOf(owner)));
    for (StoredKey gone : List.of(first, revoked)) {
      assertTrue(otherNode.find(gone.id()).isEmpty());
      assertTrue(otherNode.isTaken(List.of(gone.digest())));
      Page<KeyEvent, EventQuery.Position> events =
          otherNode.events(EventQuery.newest(gone.id(), 10));
      assertEquals(1, events.items().size());
      assertTrue(events.items().get(0).detail().contains(owner.name()));
    }
  }

  @Test
  void requestTokenIsTakenUntilItsKeyIsRevoked() {
    StoredKey first = TestKeys.insert(store, TestKeys.key(owner).idempotencyKey("token-1"));
    assertThrows(
        KeysUnavailableException.class,
        () -> TestKeys.insert(store, TestKeys.key(owner).idempotencyKey("token-1")));
    TestKeys.insert(store, TestKeys.key(owner).idempotencyKey("Token-1"));
    TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()).idempotencyKey("token-1"));
    TestKeys.revoke(store, first);
    TestKeys.insert(store, TestKeys.key(owner).idempotencyKey("token-1"));
    assertEquals(
        Optional.of("token-1"), otherNode.find(first.id()).orElseThrow().idempotencyKey());
  }

  @Test
  void rolesThatWouldReadBackAsOthersAreRefused() {
    for (Set<String> roles : List.of(Set.of("user\nadmin"), Set.of(""), numbered("role ", 1000))) {
      StoredKeyBuilder key = TestKeys.key(owner).roles(roles);
      assertThrows(IllegalArgumentException.class, () -> TestKeys.insert(store, key));
    }
  }

  @Test
  void keyIsFoundByAnyOfItsDigestsAndTheirAlgorithms() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Digest other = TestKeys.key(owner).build().digest();
    assertEquals(
        Optional.of(key.id()),
        otherNode.findByDigest(List.of(other, key.digest())).map(StoredKey::id));
    assertEquals(Optional.empty(), otherNode.findByDigest(List.of(other)));
    assertEquals(
        Optional.empty(),
        otherNode.findByDigest(List.of(Digest.of(Digest.PLAIN, key.digest().hex()))));
    assertEquals(Optional.empty(), otherNode.findByDigest(List.of()));
  }

  @Test
  void newDigestOfAChangeReplacesTheOldOne() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Digest next = TestKeys.key(owner).build().digest();
    TestKeys.update(
        store, key, builder -> builder.digest(next).sealed("s1:x").rotatedAt(TestKeys.NOW));
    assertEquals(Optional.empty(), otherNode.findByDigest(List.of(key.digest())));
    assertEquals(
        Optional.of("s1:x"), otherNode.findByDigest(List.of(next)).flatMap(StoredKey::sealed));
  }

  @Test
  void digestIsReplacedOnlyIfTheRowIsStillAsItWasRead() {
    StoredKey read = TestKeys.insert(store, TestKeys.key(owner));
    Digest next = TestKeys.key(owner).build().digest();
    StoredKey renamed = TestKeys.update(store, read, builder -> builder.name("another"));
    store.upgradeDigest(read, next);
    assertEquals(read.digest(), otherNode.find(read.id()).orElseThrow().digest());
    store.upgradeDigest(otherNode.find(renamed.id()).orElseThrow(), next);
    assertEquals(next, otherNode.find(read.id()).orElseThrow().digest());
    assertFalse(otherNode.find(read.id()).orElseThrow().altered());
  }

  @Test
  void notedUsesTouchNothingElse() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    store.recordUses(
        List.of(new KeyUse(key.id(), TestKeys.NOW, "192.0.2.1".repeat(10))), TestKeys.NOW);
    store.recordSeenInUrl(key.id(), TestKeys.NOW.plusSeconds(1));
    StoredKey noted = otherNode.find(key.id()).orElseThrow();
    assertEquals(
        Optional.of("192.0.2.1".repeat(10).substring(0, 64)), noted.usage().usedFrom());
    assertSameData(
        key.toBuilder()
            .usage(new KeyUsage(
                Optional.of(TestKeys.NOW),
                noted.usage().usedFrom(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(TestKeys.NOW.plusSeconds(1)),
                Optional.empty()))
            .build(),
        noted);
  }

  @Test
  void useIsNotedOncePerIntervalWhoeverReportsIt() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Instant later = TestKeys.NOW.plusSeconds(599);
    store.recordUses(
        List.of(new KeyUse(key.id(), TestKeys.NOW, "a")), TestKeys.NOW.minusSeconds(600));
    otherNode.recordUses(List.of(new KeyUse(key.id(), later, null)), later.minusSeconds(600));
    assertEquals(
        Optional.of(TestKeys.NOW), store.find(key.id()).orElseThrow().usage().usedAt());
    otherNode.recordUses(List.of(new KeyUse(key.id(), later, null)), later);
    assertEquals(Optional.of(later), store.find(key.id()).orElseThrow().usage().usedAt());
    assertEquals(Optional.empty(), store.find(key.id()).orElseThrow().usage().usedFrom());
  }

  static List<KeyId> ids(List<StoredKey> keys) {
    return keys.stream().map(StoredKey::id).toList();
  }

  private static Set<String> numbered(String what, int count) {
    return IntStream.range(0, count).mapToObj(i -> what + i).collect(Collectors.toSet());
  }

  /** All components but those that the store itself makes. */
  private static void assertSameData(StoredKey expected, StoredKey actual)
      throws ReflectiveOperationException {
    for (RecordComponent component : written(StoredKey.class, Set.of())) {
      assertEquals(
          component.getAccessor().invoke(expected),
          component.getAccessor().invoke(actual),
          component.getName());
    }
  }

  /**
   * So that a column that is not written is seen: no component may have the value that it has by
   * itself.
   */
  private static <R extends Record> void assertAllDiffer(R usual, R full, Set<String> except)
      throws ReflectiveOperationException {
    for (RecordComponent component : written(usual.getClass(), except)) {
      assertNotEquals(
          component.getAccessor().invoke(usual),
          component.getAccessor().invoke(full),
          "this test sets no " + component.getName());
    }
  }

  private static List<RecordComponent> written(Class<?> type, Set<String> except) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !Set.of("ownerLogin", "row").contains(component.getName()))
        .filter(component -> !except.contains(component.getName()))
        .toList();
  }
}
