package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.Outcome;
import io.github.postern.issue.Policies;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.Login;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.StoreServices;
import io.github.postern.store.StoredKey;
import io.github.postern.testing.TestKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The limit of keys that work, while two nodes rotate, create and bring back at once. */
class SlotRaceContractTest extends OnEverySetup {

  private static final int THREADS = 12;
  private static final Instant NOW = TestKeys.NOW.plusSeconds(60);

  private final Owner owner = TestKeys.newOwner();
  private final Actor actor = new Actor(owner.name(), null);
  private final Login login = Login.local(owner, Set.of());

  @Test
  @DisplayName(
      "S-14: of rotations with overlap on two nodes at once only as many succeed as there are"
          + " free places")
  void rotationsWithOverlap() throws Exception {
    List<StoredKey> keys = List.of(insert(0, null), insert(1, null), insert(2, null));
    List<Outcome> outcomes = atOnce(number ->
        service(number, 4).rotate(login, keys.get(number % 3).id(), Duration.ofDays(1), actor));
    assertEquals(1, issued(outcomes));
    assertEquals(4, working());
  }

  @Test
  @DisplayName("S-14: of rotations of one key at once one succeeds, and one secret works")
  void rotationsOfOneKey() throws Exception {
    StoredKey key = insert(0, null);
    List<Outcome> outcomes =
        atOnce(number -> service(number, 1).rotate(login, key.id(), Duration.ZERO, actor));
    assertEquals(1, issued(outcomes));
    assertEquals(1, working());
  }

  @Test
  @DisplayName("S-14: keys that come back and keys that are made at once share the places that are"
      + " free")
  void comingBackAndCreating() throws Exception {
    List<StoredKey> over = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      over.add(insert(i < 2 ? i : StoredKey.NO_SLOT, TestKeys.NOW));
    }
    KeyEdit edit = new KeyEdit(
        Optional.empty(),
        Optional.empty(),
        new RequestedExpiry.For(Duration.ofDays(9)),
        Optional.empty(),
        Optional.empty());
    List<Outcome> outcomes = atOnce(number -> number % 3 == 0
        ? service(number, 2)
            .issue(login, KeyRequest.named("n" + number, new RequestedExpiry.Unspecified()), actor)
        : service(number, 2).edit(login, over.get(number).id(), edit, actor));
    assertTrue(working() <= 2, "working: " + working());
    assertEquals(
        working(),
        outcomes.stream()
            .filter(
                outcome -> outcome instanceof Outcome.Issued || outcome instanceof Outcome.Changed)
            .count());
  }

  private StoredKey insert(int place, Instant end) {
    return TestKeys.insert(
        store,
        TestKeys.key(owner)
            .createdAt(TestKeys.NOW.minusSeconds(9))
            .expiresAt(end)
            .slot(place));
  }

  private long working() {
    return store.keysOf(owner).stream().filter(key -> !key.expired(NOW)).count();
  }

  private static long issued(List<Outcome> outcomes) {
    return outcomes.stream().filter(Outcome.Issued.class::isInstance).count();
  }

  private static KeyService service(int number, int keysPerOwner) {
    Policy.LoginRules rules = new Policy.LoginRules(
        true,
        Policy.WhenFull.REFUSE,
        Policy.WhenExpired.IGNORE,
        new Validity.Chosen(false, Duration.ofDays(90), Duration.ofDays(365)));
    StoreServices stores = new StoreServices(
        number % 2 == 0 ? store : otherNode, List.of(), Clock.fixed(NOW, ZoneOffset.UTC));
    Policy policy = Policies.returning(keysPerOwner, rules);
    return new KeyServices(stores, policy, List.of(), TestKeys.KEYRING, Optional.empty()).keys();
  }

  /** A creation that failed after thirty attempts was refused, too. */
  private static List<Outcome> atOnce(IntFunction<Outcome> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<Optional<Outcome>>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Callable<Optional<Outcome>> task = () -> {
          start.await();
          try {
            return Optional.of(work.apply(number));
          } catch (KeysUnavailableException e) {
            return Optional.empty();
          }
        };
        running.add(threads.submit(task));
      }
      start.countDown();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Optional<Outcome>> future : running) {
        future.get().ifPresent(outcomes::add);
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }
}
