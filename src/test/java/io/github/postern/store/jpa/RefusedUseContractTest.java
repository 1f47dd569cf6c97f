package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.DailyRefusedUses;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.KeyUse;
import io.github.postern.store.Page;
import io.github.postern.store.RefusedUses;
import io.github.postern.store.StoredKey;
import io.github.postern.testing.TestKeys;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The counts of refused uses and of events that repeat, on each database and by two nodes. */
class RefusedUseContractTest extends OnEverySetup {

  private static final Instant NOW = TestKeys.NOW;
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  private final Owner owner = TestKeys.newOwner();

  @Test
  void refusalsAreNotedBesideTheLastUseAndNodesAddUp() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    store.recordUses(List.of(new KeyUse(key.id(), NOW, "10.0.0.1")), NOW);
    store.recordRefusedUses(List.of(new DailyRefusedUses(key.id(), NOW, "10.0.0.2", "network", 3)));
    otherNode.recordRefusedUses(
        List.of(new DailyRefusedUses(key.id(), NOW.plusSeconds(1), null, "owner_gone", 4)));
    KeyUsage read = otherNode.find(key.id()).orElseThrow().usage();
    assertEquals(Optional.of("10.0.0.1"), read.usedFrom());
    assertEquals(Optional.empty(), read.refusedFrom());
    assertEquals(Optional.of(NOW.plusSeconds(1)), read.refusedAt());
    assertEquals(
        Optional.of(new RefusedUses("owner_gone", LocalDate.ofInstant(NOW, ZoneOffset.UTC), 7)),
        read.refusedUses());
  }

  @Test
  void anotherDayCountsAnewAndOneThatIsOverIsNotWritten() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    Instant at = TODAY.atTime(23, 59).toInstant(ZoneOffset.UTC);
    Instant next = at.plusSeconds(120);
    store.recordRefusedUses(List.of(
        new DailyRefusedUses(key.id(), next, "b", "scope", 2),
        new DailyRefusedUses(key.id(), at, "a", "network", 9)));
    assertEquals(
        Optional.of(new RefusedUses("scope", TODAY.plusDays(1), 2)),
        store.find(key.id()).orElseThrow().usage().refusedUses());
    otherNode.recordRefusedUses(List.of(new DailyRefusedUses(key.id(), at, "a", "network", 1)));
    assertEquals(
        Optional.of(new RefusedUses("scope", TODAY.plusDays(1), 2)),
        store.find(key.id()).orElseThrow().usage().refusedUses());
  }

  @Test
  @DisplayName(
      "S-12: however many nodes count an event at once, there is one row for its key, type,"
          + " cause and hour")
  void oneRowForKeyTypeCauseAndHour() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> counting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      JpaKeyStore node = i % 2 == 0 ? store : otherNode;
      counting.add(threads.submit(() -> {
        go.await();
        for (int times = 0; times < 5; times++) {
          node.count(List.of(
              event(key, KeyEvent.Type.FORBIDDEN, "mallory", NOW).times(2),
              event(key, KeyEvent.Type.FORBIDDEN, "eve", NOW),
              event(key, KeyEvent.Type.SEEN_IN_URL, "eve", NOW),
              event(key, KeyEvent.Type.FORBIDDEN, "mallory", NOW.plusSeconds(3600))));
        }
        return null;
      }));
    }
    go.countDown();
    for (Future<?> each : counting) {
      each.get();
    }
    threads.shutdown();
    List<String> read = store.events(EventQuery.newest(key.id(), 10)).items().stream()
        .map(event -> event.count() + " " + event.type() + " " + event.actor())
        .sorted()
        .toList();
    assertEquals(
        List.of(
            "40 FORBIDDEN eve",
            "40 FORBIDDEN mallory",
            "40 SEEN_IN_URL eve",
            "80 FORBIDDEN mallory"),
        read);
  }

  @Test
  @DisplayName(
      "S-12: events are read by type and page by page, also where many happened at the same"
          + " instant")
  void eventsAreReadByTypeAndPageByPage() {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    for (int i = 0; i < 9; i++) {
      store.record(event(
          key,
          i % 3 == 0 ? KeyEvent.Type.CREATED : KeyEvent.Type.CHANGED,
          "actor" + i,
          NOW.plusSeconds(i / 5)));
    }
    Set<String> seen = new TreeSet<>();
    Optional<EventQuery.Position> next = Optional.empty();
    int pages = 0;
    do {
      Page<KeyEvent, EventQuery.Position> page = otherNode.events(
          new EventQuery(key.id(), Set.of(KeyEvent.Type.CHANGED), next.orElse(null), 2));
      page.items().forEach(event -> seen.add(event.actor()));
      next = page.next();
      pages++;
    } while (next.isPresent());
    assertEquals(3, pages);
    assertEquals(Set.of("actor1", "actor2", "actor4", "actor5", "actor7", "actor8"), seen);
  }

  private KeyEvent event(StoredKey key, KeyEvent.Type type, String actor, Instant at) {
    return new KeyEvent(type, at, key.id(), "name", owner, actor, "10.0.0.1", "detail");
  }
}
