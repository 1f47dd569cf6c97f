package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Suspension;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.Login;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyStatistics;
import io.github.postern.store.KeyStore;
import io.github.postern.store.Page;
import io.github.postern.store.StoredKey;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of everybody: what administrators look at, count, and revoke many of at a time.
 * Permissions are checked elsewhere. Safe for use by many threads.
 */
public final class KeyAdministration {

  /**
   * How many keys are revoked in one transaction, so that nobody waits long for one of their rows.
   */
  private static final int REVOKED_AT_ONCE = 500;

  private final KeyStore store;
  private final EventPublisher publisher;
  private final Clock clock;

  /**
   * Creates a register.
   *
   * @param store where keys are kept
   * @param events told what happens
   * @param clock the time
   */
  KeyAdministration(KeyStore store, KeyEvents events, Clock clock) {
    this.store = store;
    this.publisher = new EventPublisher(events, clock);
    this.clock = clock;
  }

  /** Returns a page of the keys that a query asks for. */
  public Page<StoredKey, KeyQuery.Position> search(KeyQuery query) {
    return store.search(query);
  }

  /** Returns a key of anybody that is not revoked. */
  public Optional<StoredKey> find(KeyId id) {
    return findEvenRevoked(id).filter(key -> key.revokedAt().isEmpty());
  }

  /** Returns a key of anybody, whatever became of it. */
  public Optional<StoredKey> findEvenRevoked(KeyId id) {
    return store.find(id);
  }

  /** Returns who had a key, whatever became of it, if they have none now. */
  public Optional<StoredKey> lastKeyOfOwnerWithoutKeys(KeyId id) {
    return store.find(id).filter(key -> store.keysOf(key.owner()).isEmpty());
  }

  /**
   * Counts keys.
   *
   * @param query its state and page do not count
   * @param days the limits of the groups of endings, rising
   */
  public KeyStatistics statistics(KeyQuery query, List<Integer> days) {
    return store.statistics(query, days);
  }

  /**
   * Returns the days since one on which keys were used: of one organisation, or of all if that is
   * null.
   */
  public List<DailyUsage> uses(@Nullable String organisation, LocalDate since) {
    return store.uses(organisation, since);
  }

  /** Returns what happened to a key, newest first. */
  public Page<KeyEvent, EventQuery.Position> events(EventQuery query) {
    return store.events(query);
  }

  /**
   * Revokes what a filter asks for, in transactions of some hundred keys; returns how many were
   * revoked. If it fails half way, what was revoked stays so, and the same call does the rest.
   */
  public int revoke(KeyQuery.Filter filter, Actor actor) {
    Instant now = clock.instant();
    int revoked = 0;
    Optional<KeyQuery.Position> after = Optional.empty();
    do {
      Page<StoredKey, KeyQuery.Position> page = store.search(
          new KeyQuery(filter, null, now, Suspension.NEVER, REVOKED_AT_ONCE, after.orElse(null)));
      revoked += store.revoke(page.items().stream().map(StoredKey::id).toList(), now);
      page.items()
          .forEach(key -> publisher.publish(KeyEvent.Type.REVOKED, key, actor, "one of many"));
      after = page.next();
    } while (after.isPresent());
    return revoked;
  }

  /**
   * Writes into the audit trail that somebody reached for a key that is not theirs; the answer must
   * not tell.
   */
  public void auditForeign(KeyId id, Login login, Actor actor) {
    find(id)
        .filter(key -> !key.owner().equals(login.owner()))
        .ifPresent(key -> publisher.publish(KeyEvent.Type.FORBIDDEN, key, actor, "not theirs"));
  }
}
