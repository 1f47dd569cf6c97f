package io.github.postern.store.jpa;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.postern.key.KeyId;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Which keys this node has seen revoked. Nothing of Postern's ever takes a revocation back, so a
 * row that says otherwise later is an older one that somebody put back: an authentic copy, which no
 * binding can tell from the row that it was. Other changes are undone honestly, so none of them is
 * remembered. In memory only, bounded, and safe for use by many threads.
 */
final class KnownRevocations {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final int MOST = 50_000;

  private final AtomicLong count = new AtomicLong();

  /** By the number that the count had reached when it was seen. */
  private final Cache<KeyId, Long> seen =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  private final Cache<KeyId, Boolean> reported =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  /** Returns what is known now; to be asked for before what it is applied to is read. */
  Snapshot known() {
    return new Snapshot(count.get());
  }

  /** Notes revocations that are in the database for certain. */
  void add(Collection<KeyId> ids) {
    if (!ids.isEmpty()) {
      long number = count.incrementAndGet();
      ids.forEach(id -> seen.asMap().putIfAbsent(id, number));
    }
  }

  /**
   * The revocations known before something was read: a row that was read before its revocation is
   * no older row.
   */
  final class Snapshot {

    private final long until;

    private Snapshot(long until) {
      this.until = until;
    }

    /** Returns whether a row that says that its key is not revoked was put back. */
    boolean contradicts(KeyId id) {
      Long number = seen.getIfPresent(id);
      if (number == null || number > until) {
        return false;
      }
      if (reported.asMap().putIfAbsent(id, true) == null) {
        LOG.log(
            Level.ERROR,
            "Key {0} was revoked, and its row says that it is not: somebody who can"
                + " write to the database put an older row back, or an older state of"
                + " the database was restored. Until the next start this node refuses"
                + " the key; revoke it again",
            id);
      }
      return true;
    }
  }
}
