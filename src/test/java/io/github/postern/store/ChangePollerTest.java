package io.github.postern.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.database.Database;
import io.github.postern.key.KeyId;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.SpiedDataSource;
import io.github.postern.testing.TestKeys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a node learns of what other nodes did. */
class ChangePollerTest {

  private final TestDatabase database = TestDatabase.h2IgnoringCase();
  private final SpiedDataSource line = SpiedDataSource.on(database.open());
  private final AtomicLong nanoTime = new AtomicLong();
  private final RecordingListener caches = new RecordingListener();
  private final KeyStore store =
      TestStores.store(Database.of(line.asDataSource()), "here", caches, nanoTime::get);
  private final KeyStore otherNode =
      TestStores.store(database.open(), "there", true, new RecordingListener());
  private final ChangePoller poller = new ChangePoller(store, caches);

  @BeforeEach
  void start() {
    TestStores.start(otherNode);
  }

  @AfterEach
  void close() {
    store.close();
    otherNode.close();
  }

  @Test
  void whatWasCachedBeforeTheFirstLookIsForgottenByIt() {
    otherNode.announce();
    poller.run();
    assertEquals(1, caches.timesThatAnythingMayHaveChanged());
  }

  @Test
  void changesOfOtherNodesAreSeenOnce() {
    StoredKey key = TestKeys.insert(otherNode, TestKeys.key(TestKeys.newOwner()));
    poller.run();
    poller.run();
    assertEquals(1, caches.timesThatAnythingMayHaveChanged());
    TestKeys.revoke(otherNode, key);
    poller.run();
    poller.run();
    assertEquals(2, caches.timesThatAnythingMayHaveChanged());
    otherNode.announce();
    poller.run();
    assertEquals(3, caches.timesThatAnythingMayHaveChanged());
  }

  @Test
  void afterAnOutageEverythingMayHaveChanged() {
    poller.run();
    line.cut = true;
    poller.run();
    assertEquals(1, caches.timesThatAnythingMayHaveChanged());
    line.cut = false;
    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    poller.run();
    poller.run();
    assertEquals(2, caches.timesThatAnythingMayHaveChanged());
  }

  @Test
  void outageIsLoggedOnceAndSoIsItsEnd() {
    try (LogCapture log = new LogCapture()) {
      poller.run();
      for (int outage = 0; outage < 2; outage++) {
        line.cut = true;
        for (int look = 0; look < 5; look++) {
          nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
          poller.run();
        }
        line.cut = false;
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        poller.run();
      }
      assertEquals(
          2,
          log.lines().stream().filter(text -> text.contains("cannot be seen")).count());
      assertEquals(
          2, log.lines().stream().filter(text -> text.contains("is back")).count());
    }
  }

  @Test
  void listenerThatFailsIsToldAgain() {
    RecordingListener told = new RecordingListener();
    ChangePoller unlucky = new ChangePoller(store, new KeyChangeListener() {
      @Override
      public void changed(KeyId id) {
        throw new AssertionError("A watcher knows no ids");
      }

      @Override
      public void anythingMayHaveChanged() {
        told.anythingMayHaveChanged();
        if (told.timesThatAnythingMayHaveChanged() == 1) {
          throw new IllegalStateException("once");
        }
      }
    });
    unlucky.run();
    unlucky.run();
    unlucky.run();
    assertEquals(2, told.timesThatAnythingMayHaveChanged());
  }
}
