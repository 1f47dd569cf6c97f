package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.Decision;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyStore;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.StoredKey;
import io.github.postern.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link KeyStore} for an owner's last login, and for the data of a key about its
 * owner.
 */
class OwnerRecordContractTest extends OnEverySetup {

  private static final Instant NOW = TestKeys.NOW;

  private final Owner owner = TestKeys.newOwner();

  @Test
  void theLastLoginIsReadWithEveryKeyOfItsOwnerAndWithNoOther() {
    StoredKey before = TestKeys.insert(store, TestKeys.key(owner));
    StoredKey other = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    assertEquals(Optional.empty(), store.find(before.id()).orElseThrow().ownerLogin());
    LastLogin login =
        new LastLogin(LoginSource.SAML, NOW, Optional.of(NOW), Optional.of(NOW.plusMillis(1)));

    write(login);

    StoredKey after = TestKeys.insert(store, TestKeys.key(owner));
    for (StoredKey key : List.of(before, after)) {
      assertEquals(Optional.of(login), otherNode.find(key.id()).orElseThrow().ownerLogin());
      assertEquals(
          Optional.of(login),
          otherNode.findByDigest(List.of(key.digest())).orElseThrow().ownerLogin());
    }
    assertEquals(
        2,
        otherNode.keysOf(owner).stream()
            .filter(key -> key.ownerLogin().equals(Optional.of(login)))
            .count());
    assertEquals(Optional.empty(), store.find(other.id()).orElseThrow().ownerLogin());
  }

  @Test
  void aLoginLeavesTheRowsOfKeysAsTheyAreButTheCachesForgetThem() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    long version = store.find(key.id()).orElseThrow().row().version();

    write(new LastLogin(LoginSource.LOCAL, NOW, Optional.empty(), Optional.empty()));

    assertEquals(version, store.find(key.id()).orElseThrow().row().version());
    assertTrue(listener.changed().contains(key.id()));
  }

  @Test
  void firstLoginsAtOnceOnTwoNodesMakeOneRow() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<String>> done = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        JpaKeyStore node = i % 2 == 0 ? store : otherNode;
        LastLogin login = new LastLogin(
            LoginSource.LOCAL, NOW.plus(Duration.ofSeconds(i)), Optional.empty(), Optional.empty());
        done.add(threads.submit(() -> {
          start.await();
          return node.<String>changeAccount(
              owner,
              ownerRecord -> new Decision<>(List.of(), List.of(), Optional.of(login), "written"));
        }));
      }
      start.countDown();
      for (Future<String> each : done) {
        assertEquals("written", each.get());
      }
    } finally {
      threads.shutdownNow();
    }
    OwnerRecord ownerRecord = store.<OwnerRecord>changeAccount(owner, Decision::nothing);
    assertEquals(LoginSource.LOCAL, ownerRecord.login().orElseThrow().source());
  }

  @Test
  void whatAKeyWaitsForAndWhoApprovedItIsKept() {
    StoredKey key = TestKeys.insert(
        store,
        TestKeys.key(owner)
            .service(true)
            .sessionEnd(NOW)
            .activation(
                Activation.awaiting(Set.of(PendingCondition.APPROVAL, PendingCondition.SIGN_IN))));
    StoredKey read = otherNode.find(key.id()).orElseThrow();
    assertEquals(
        Set.of(PendingCondition.APPROVAL, PendingCondition.SIGN_IN),
        read.activation().pending());
    assertTrue(read.service());
    assertEquals(Optional.of(NOW), read.sessionEnd());

    TestKeys.update(
        store,
        key,
        builder -> builder.activation(read.activation().withApproval("bob", NOW).withSignIn()));

    Activation activation = otherNode.find(key.id()).orElseThrow().activation();
    assertEquals(new Activation(Set.of(), Optional.of("bob"), Optional.of(NOW)), activation);
  }

  @Test
  void theOwnersIdIsWrittenWithTheKey() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));

    TestKeys.update(store, key, builder -> builder.ownerId("4711"));
    TestKeys.update(store, key, builder -> builder.name("another name"));

    StoredKey read = otherNode.find(key.id()).orElseThrow();
    assertEquals(Optional.of("4711"), read.ownerId());
    assertFalse(read.altered());
  }

  @Test
  void whatALoginToldOfAUserIsReadWithTheirKeysAndByTheirLastingId() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    LoginProfile profile = new LoginProfile(
        Set.of("clerk", "auditor"),
        Optional.of("id-of-" + owner.name()),
        Optional.of("Ann Example"),
        Optional.of("ann@example.org"),
        Optional.of("north"));
    LastLogin login = new LastLogin(
        LoginSource.LOCAL, NOW, Optional.empty(), Optional.empty(), Optional.of(profile));
    write(login);
    assertEquals(Optional.of(login), otherNode.find(key.id()).orElseThrow().ownerLogin());
    assertEquals(Optional.of(login), otherNode.lastLogin(owner));
    assertEquals(List.of(owner), otherNode.ownersOfId("id-of-" + owner.name()));
    assertEquals(List.of(), otherNode.ownersOfId("ID-OF-" + owner.name()));
  }

  @Test
  void whatHappensToAKeyIsReadNewestFirst() {
    KeyId id = TestKeys.newId();
    for (int i = 0; i < 3; i++) {
      store.record(new KeyEvent(
          KeyEvent.Type.CHANGED,
          NOW.plusSeconds(i),
          id,
          "name",
          owner,
          "alice",
          "10.0.0.1",
          "x".repeat(1001 * i)));
    }
    store.record(new KeyEvent(
        KeyEvent.Type.REVOKED, NOW, TestKeys.newId(), "name", owner, null, null, null));
    List<KeyEvent> events = otherNode.events(EventQuery.newest(id, 2)).items();
    assertEquals(
        List.of(NOW.plusSeconds(2), NOW.plusSeconds(1)),
        events.stream().map(KeyEvent::at).toList());
    assertEquals(1000, events.get(0).detail().length());
    assertEquals("alice", events.get(0).actor());
  }

  @Test
  void usesOfADayAddUpOverNodesForEachOrganisation() {
    String organisation = "organisation of " + owner;
    LocalDate day = LocalDate.of(2026, 11, 21);
    store.addUses(organisation, new DailyUsage(day, 3, 1));
    otherNode.addUses(organisation, new DailyUsage(day, 4, 0));
    store.addUses(organisation, new DailyUsage(day.plusDays(1), 1, 0));
    store.addUses(organisation + "x", new DailyUsage(day, 100, 0));
    store.addUses(organisation, new DailyUsage(day.minusDays(1), 50, 0));
    assertEquals(
        List.of(new DailyUsage(day, 7, 1), new DailyUsage(day.plusDays(1), 1, 0)),
        store.uses(organisation, day));
    assertTrue(store.uses(null, day).get(0).uses() >= 107);
  }

  private void write(LastLogin login) {
    store.changeAccount(
        owner, ownerRecord -> new Decision<>(List.of(), List.of(), Optional.of(login), "done"));
  }
}
