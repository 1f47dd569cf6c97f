package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUse;
import io.github.postern.store.StoredKey;
import io.github.postern.testing.TestKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link KeyStore} for concurrent changes of the same keys. */
class KeyRaceContractTest extends OnEverySetup {

  private static final int THREADS = 16;

  private final Owner owner = TestKeys.newOwner();

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("AL-4: of many creations at once never more succeed than are allowed")
  void ofManyCreationsAtOnceNeverMoreSucceedThanAreAllowed(int allowed) throws Exception {
    List<Boolean> created =
        atOnce(number -> node(number).<Boolean>change(owner, keys -> create(keys, allowed)));
    assertEquals(allowed, store.keysOf(owner).size());
    assertEquals(allowed, created.stream().filter(success -> success).count());
  }

  @Test
  @DisplayName("AL-4: of many replacements at once exactly one key is left")
  void ofManyReplacementsAtOnceExactlyOneKeyIsLeft() throws Exception {
    AtomicInteger unavailable = new AtomicInteger();
    atOnce(number -> {
      try {
        return node(number)
            .<Boolean>change(
                owner,
                keys -> new Decision<>(
                    List.of(TestKeys.key(owner).slot(0).build()),
                    keys.stream().map(TestKeys::revoked).toList(),
                    true));
      } catch (KeysUnavailableException e) { // thirty times in vain is an honest answer
        unavailable.incrementAndGet();
        return false;
      }
    });
    assertEquals(1, store.keysOf(owner).size());
    assertTrue(unavailable.get() < THREADS);
  }

  @Test
  void changesOfDifferentOwnersDoNotDisturbEachOther() throws Exception {
    atOnce(number -> {
      Owner somebody = TestKeys.newOwner();
      StoredKey key = TestKeys.insert(node(number), TestKeys.key(somebody).slot(0));
      for (int i = 0; i < 10; i++) {
        TestKeys.update(node(number), key, builder -> builder.active(!key.active()));
      }
      TestKeys.revoke(node(number), key);
      return node(number).keysOf(somebody).isEmpty();
    });
  }

  @Test
  void updateOfSomethingThatChangedMeanwhileIsDecidedAgain() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    AtomicInteger asked = new AtomicInteger();
    store.<Void>change(owner, keys -> {
      if (asked.incrementAndGet() == 1) {
        TestKeys.update(
            otherNode, key, builder -> builder.description("written by the other node"));
      }
      return new Decision<>(
          List.of(), List.of(keys.get(0).toBuilder().name("written here").build()), null);
    });
    StoredKey after = store.find(key.id()).orElseThrow();
    assertEquals(2, asked.get());
    assertEquals("written here", after.name());
    assertEquals(Optional.of("written by the other node"), after.description());
  }

  @Test
  void keyThatIsRevokedMeanwhileIsNotBroughtBack() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    AtomicInteger asked = new AtomicInteger();
    store.<Void>change(owner, keys -> {
      if (asked.incrementAndGet() == 1) {
        TestKeys.revoke(otherNode, key);
      }
      return keys.isEmpty()
          ? Decision.nothing(null)
          : new Decision<>(
              List.of(), List.of(keys.get(0).toBuilder().name("still here").build()), null);
    });
    assertEquals(2, asked.get());
    assertTrue(store.find(key.id()).orElseThrow().revokedAt().isPresent());
  }

  @Test
  void placeThatIsTakenMeanwhileIsDecidedAgain() {
    AtomicInteger asked = new AtomicInteger();
    boolean created = store.<Boolean>change(owner, keys -> {
      if (asked.incrementAndGet() == 1) {
        otherNode.<Boolean>change(owner, others -> create(others, 1));
      }
      return create(keys, 1);
    });
    assertEquals(2, asked.get());
    assertFalse(created);
  }

  @Test
  void decisionOnOldDataForEverIsGivenUp() {
    StoredKey old = TestKeys.insert(store, TestKeys.key(owner));
    StoredKey read = store.find(old.id()).orElseThrow();
    TestKeys.update(otherNode, old, builder -> builder.name("newer"));
    AtomicInteger asked = new AtomicInteger();
    KeysUnavailableException e = assertThrows(
        KeysUnavailableException.class,
        () -> store.change(owner, keys -> {
          asked.incrementAndGet();
          return new Decision<>(
              List.of(), List.of(read.toBuilder().active(false).build()), null);
        }));
    assertEquals(30, asked.get());
    assertNull(e.getCause());
  }

  @Test
  void whatWasNotedDuringAChangeIsNotUndoneByIt() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Digest next = TestKeys.key(owner).build().digest();
    AtomicInteger asked = new AtomicInteger();
    store.<Void>change(owner, keys -> {
      otherNode.recordUses(List.of(new KeyUse(key.id(), TestKeys.NOW, "192.0.2.1")), TestKeys.NOW);
      otherNode.recordSeenInUrl(key.id(), TestKeys.NOW);
      if (asked.incrementAndGet() == 1) {
        otherNode.upgradeDigest(otherNode.find(key.id()).orElseThrow(), next);
      }
      return new Decision<>(
          List.of(), List.of(keys.get(0).toBuilder().name("changed").build()), null);
    });
    StoredKey after = store.find(key.id()).orElseThrow();
    assertEquals("changed", after.name());
    assertEquals(Optional.of(TestKeys.NOW), after.usage().usedAt());
    assertEquals(Optional.of("192.0.2.1"), after.usage().usedFrom());
    assertEquals(Optional.of(TestKeys.NOW), after.usage().seenInUrlAt());
    assertEquals(next, after.digest());
  }

  @Test
  void newDigestOfAChangeIsNotLostToOneThatComesMeanwhile() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Digest rehashed = TestKeys.key(owner).build().digest();
    Digest rotated = TestKeys.key(owner).build().digest();
    AtomicInteger asked = new AtomicInteger();
    store.<Void>change(owner, keys -> {
      if (asked.incrementAndGet() == 1) {
        otherNode.upgradeDigest(otherNode.find(key.id()).orElseThrow(), rehashed);
      }
      return new Decision<>(
          List.of(), List.of(keys.get(0).toBuilder().digest(rotated).build()), null);
    });
    assertEquals(2, asked.get());
    assertEquals(rotated, store.find(key.id()).orElseThrow().digest());
  }

  @Test
  @DisplayName("F-39: a revocation among uses that are written down survives")
  void aRevocationAmongUsesThatAreWrittenDownSurvives() throws Exception {
    List<StoredKey> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(TestKeys.insert(store, TestKeys.key(owner)));
    }
    AtomicInteger time = new AtomicInteger();
    atOnce(number -> {
      if (number < keys.size()) {
        TestKeys.revoke(node(number), keys.get(number));
      } else {
        node(number)
            .recordUses(
                keys.stream()
                    .map(key ->
                        new KeyUse(key.id(), TestKeys.NOW.plusMillis(time.incrementAndGet()), "a"))
                    .toList(),
                TestKeys.NOW.plusSeconds(60));
      }
      return true;
    });
    assertEquals(List.of(), store.keysOf(owner));
    assertEquals(
        5,
        keys.stream()
            .map(key -> store.find(key.id()).orElseThrow())
            .filter(key -> key.revokedAt().isPresent() && key.usage().usedAt().isPresent())
            .count());
  }

  private Decision<Boolean> create(List<StoredKey> keys, int allowed) {
    if (keys.size() >= allowed) {
      return Decision.nothing(false);
    }
    var taken = keys.stream().map(StoredKey::slot).collect(Collectors.toSet());
    int place = 0;
    while (taken.contains(place)) {
      place++;
    }
    return new Decision<>(List.of(TestKeys.key(owner).slot(place).build()), List.of(), true);
  }

  private static JpaKeyStore node(int number) {
    return number % 2 == 0 ? store : otherNode;
  }

  private interface Work {
    boolean run(int number) throws Exception;
  }

  private static List<Boolean> atOnce(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Callable<Boolean> task = () -> {
          start.await();
          return work.run(number);
        };
        running.add(threads.submit(task));
      }
      start.countDown();
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> future : running) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
