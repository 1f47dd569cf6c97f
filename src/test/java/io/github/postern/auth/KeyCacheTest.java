package io.github.postern.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.auth.KeyCache.Lookup;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.keyring.Digest;
import io.github.postern.keyring.Fingerprint;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.store.StoredKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyCacheTest {

  private static final KeyId ID = new KeyId("a".repeat(16));
  private static final KeyId OTHER = new KeyId("b".repeat(16));
  private static final Keyring KEYRING = Keyring.of(new KeyFormat("test"), new SecureRandom());
  private static final Fingerprint PRESENTED = presented(1);

  private final AtomicLong nanos = new AtomicLong();
  private final KeyCache cache = new KeyCache(Duration.ofSeconds(15), 100, nanos::get);

  @Test
  @DisplayName(
      "F-7: a key that is revoked while it is being read is read again, and the old answer is"
          + " not kept")
  void aRevocationDuringAFillWins() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch revoked = new CountDownLatch(1);
    AtomicInteger reads = new AtomicInteger();
    Lookup old = new Lookup.Proven(cached(true));
    Lookup.Proven current = new Lookup.Proven(cached(false));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<Lookup> answer = other.submit(() -> cache.fill(PRESENTED, () -> {
        if (reads.incrementAndGet() == 1) {
          inside.countDown();
          await(revoked);
          return old;
        }
        return current;
      }));
      await(inside);
      cache.changed(ID);
      revoked.countDown();
      assertSame(current, answer.get(10, TimeUnit.SECONDS));
      assertEquals(2, reads.get());
      assertSame(current.key(), cache.proven(PRESENTED));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  @DisplayName("F-7: the same for a change that another node reports")
  void aChangeByAnotherNodeDuringAFillWins() {
    AtomicInteger reads = new AtomicInteger();
    cache.fill(PRESENTED, () -> {
      if (reads.incrementAndGet() == 1) {
        cache.anythingMayHaveChanged();
      }
      return new Lookup.Proven(cached(true));
    });
    assertEquals(2, reads.get());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("somebody who edits keys of their own in a loop does not make the look-up of another"
      + " key start again")
  void editsOfOtherKeysDoNotStarveALookUp(boolean known) throws Exception {
    Lookup answer =
        known ? new Lookup.Proven(cached(true)) : new Lookup.Rejected(RejectReason.UNKNOWN);
    assertSame(answer, whileEdited(OTHER, answer, 1));
    assertSame(answer instanceof Lookup.Proven found ? found.key() : null, cache.proven(PRESENTED));
    assertNull(cache.rejected(PRESENTED), "what was not found may be what was changed");
  }

  @Test
  @DisplayName(
      "a key that is edited in a loop is looked up three times at most, and the last answer"
          + " is not kept")
  void editsOfTheSameKeyDoNotStarveALookUp() throws Exception {
    Lookup.Proven answer = new Lookup.Proven(cached(true));
    assertSame(answer, whileEdited(ID, answer, 3));
    assertNull(cache.proven(PRESENTED));
    assertSame(answer, cache.fill(PRESENTED, () -> answer), "and when it is quiet again, it is");
    assertSame(answer.key(), cache.proven(PRESENTED));
  }

  @Test
  @DisplayName("an announcement by another node during each of the look-ups does not starve them"
      + " either")
  void announcementsDoNotStarveALookUp() {
    AtomicInteger reads = new AtomicInteger();
    cache.fill(PRESENTED, () -> {
      assertTrue(reads.incrementAndGet() <= 3, "it starts again and again");
      cache.anythingMayHaveChanged();
      return new Lookup.Proven(cached(true));
    });
    assertNull(cache.proven(PRESENTED));
  }

  @Test
  @DisplayName("F-7: a key that was revoked among very many edits of others is read again, too")
  void aRevocationAmongManyEditsWins() {
    AtomicInteger reads = new AtomicInteger();
    cache.fill(PRESENTED, () -> {
      if (reads.incrementAndGet() == 1) {
        cache.changed(ID);
        for (int i = 0; i < 5000; i++) {
          cache.changed(
              new KeyId(String.format("%4s", Integer.toString(i, 20)).replaceAll("[^a-z]", "c")
                  + "d".repeat(12)));
        }
      }
      return new Lookup.Proven(cached(true));
    });
    assertEquals(2, reads.get());
  }

  /**
   * Looks a key up while another thread edits one during each read, and returns the answer after so
   * many reads.
   */
  private Lookup whileEdited(KeyId edited, Lookup answer, int reads) throws Exception {
    SynchronousQueue<Boolean> reading = new SynchronousQueue<>();
    SynchronousQueue<Boolean> changed = new SynchronousQueue<>();
    AtomicInteger count = new AtomicInteger();
    ExecutorService editor = Executors.newSingleThreadExecutor();
    try {
      editor.submit(() -> {
        while (reading.take()) {
          cache.changed(edited);
          changed.put(true);
        }
        return null;
      });
      Lookup found = cache.fill(PRESENTED, () -> {
        assertTrue(count.incrementAndGet() <= reads, "it starts again and again");
        meet(reading, changed);
        return answer;
      });
      assertEquals(reads, count.get());
      return found;
    } finally {
      editor.shutdownNow();
    }
  }

  private static void meet(SynchronousQueue<Boolean> reading, SynchronousQueue<Boolean> changed) {
    try {
      assertTrue(reading.offer(true, 10, TimeUnit.SECONDS));
      assertNotNull(changed.poll(10, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aChangedKeyIsForgottenAndTheOthersAreNot() {
    cache.fill(PRESENTED, () -> new Lookup.Proven(cached(true)));
    StoredKey another =
        cached(true).key().toBuilder().id(new KeyId("b".repeat(16))).build();
    cache.fill(presented(2), () -> new Lookup.Proven(new CachedKey(another)));
    cache.changed(ID);
    assertNull(cache.proven(PRESENTED));
    assertNotNull(cache.proven(presented(2)));
    cache.anythingMayHaveChanged();
    assertNull(cache.proven(presented(2)));
  }

  @Test
  void anEntryIsNotServedWhenItsTimeIsOver() {
    cache.fill(PRESENTED, () -> new Lookup.Proven(cached(true)));
    nanos.addAndGet(Duration.ofSeconds(15).toNanos() - 1);
    assertNotNull(cache.proven(PRESENTED));
    nanos.addAndGet(1);
    assertNull(cache.proven(PRESENTED));
  }

  @Test
  void garbageEvictsNothingThatWorks() {
    cache.fill(PRESENTED, () -> new Lookup.Proven(cached(true)));
    for (int i = 10; i < 5000; i++) {
      cache.fill(presented(i), () -> new Lookup.Rejected(RejectReason.UNKNOWN));
    }
    assertNotNull(cache.proven(PRESENTED));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("The other thread did not come this far");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CachedKey cached(boolean active) {
    return new CachedKey(StoredKey.builder()
        .id(ID)
        .digest(Digest.of(Digest.PLAIN, "0".repeat(64)))
        .owner(Owner.of("alice"))
        .createdBy("alice")
        .loginSource(LoginSource.LOCAL)
        .name("n")
        .createdAt(Instant.EPOCH)
        .active(active)
        .build());
  }

  private static Fingerprint presented(int number) {
    return KEYRING.fingerprint(new Secret("secret " + number));
  }
}
