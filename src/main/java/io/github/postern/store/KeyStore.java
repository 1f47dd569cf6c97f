package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.spi.KeyEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys. Every call reads the database itself, never a cache of the persistence provider, in a
 * short transaction of its own that is no part of any transaction of the application. Safe for use
 * by many threads.
 *
 * <p>It knows the keys of one application only, though the database may have those of others too.
 *
 * <p>Each method throws {@link KeysUnavailableException} while the database cannot be reached. Then
 * nothing was written, unless the line broke while committing: then nobody can know.
 */
public interface KeyStore extends AutoCloseable {

  /** Returns the key of this id, whatever its state. */
  Optional<StoredKey> find(KeyId id);

  /**
   * Returns the key of this id, for who has been shown a secret: also one that is presumed to be of
   * another application only, because its row is from before applications were distinguished. If
   * the secret is right, {@link #upgradeDigest} it.
   */
  Optional<StoredKey> findPresented(KeyId id);

  /**
   * Returns the key that has one of these digests, whatever its state: for keys that do not tell
   * their id.
   */
  Optional<StoredKey> findByDigest(List<Digest> candidates);

  /** Returns the keys of an owner that are not revoked, newest first. */
  List<StoredKey> keysOf(Owner owner);

  /** Returns whether a key has, or had, one of these digests, in whichever application. */
  boolean isTaken(List<Digest> candidates);

  /** Returns the owner's last login; empty if none was noted. */
  Optional<LastLogin> lastLogin(Owner owner);

  /**
   * Returns the owners whose logins had this lasting id; the one who was noted first comes first.
   */
  List<Owner> ownersOfId(String ownerId);

  /** Returns one page of the keys that a query asks for, newest first. */
  Page<StoredKey, KeyQuery.Position> search(KeyQuery query);

  /**
   * Reads the keys of an owner, lets the caller decide, and writes the decision: all in one
   * transaction. If a concurrent change altered a key that is to be updated, or took the
   * {@linkplain StoredKey#slot() slot} or the {@linkplain StoredKey#idempotencyKey() idempotency
   * key} of a key that is to be inserted, nothing is written and the decision is asked again with
   * the rows as they are now. So it must have no effects of its own.
   *
   * <p>An update does not write who the key belongs to, when it was created, or what was noted of
   * its use. So a change does not undo {@link #recordUses}, {@link #recordSeenInUrl} or
   * {@link #recordSeenInClear} that were called meanwhile. A row that is
   * {@linkplain StoredKey#altered() altered} stays so whatever is changed.
   *
   * <p>When this returns, every cache on this node has forgotten the keys that were updated, and
   * the other nodes will learn of it by {@link #revision()}. The caches of this node have forgotten
   * them too if this throws because it is not known whether the commit arrived.
   *
   * @param owner whose keys are read: those that are not revoked, newest first
   * @param decision what to write and to answer; what it throws ends the transaction and is thrown
   *     here
   * @return the answer of the decision that was written
   */
  default <R> R change(Owner owner, Function<List<StoredKey>, Decision<R>> decision) {
    return changeAccount(owner, ownerRecord -> decision.apply(ownerRecord.keys()));
  }

  /**
   * Does as {@link #change} and reads the owner's last login too, for who is going to write it. If
   * that is written, the caches of this node forget all keys of the owner; other nodes learn of it
   * by {@link #announce()} or when their caches end.
   */
  <R> R changeAccount(Owner owner, Function<OwnerRecord, Decision<R>> decision);

  /**
   * Writes down when keys were last used, touching no other column, for those whose last known use
   * is older than {@code olderThan}. So however many nodes report a use, a key's row is written
   * once per interval.
   */
  void recordUses(Collection<KeyUse> uses, Instant olderThan);

  /**
   * Adds to how often keys were refused on a day, in one transaction, touching no other column; the
   * nodes add up. A day after that of the row begins anew, and one before it is not written.
   */
  void recordRefusedUses(List<DailyRefusedUses> refusals);

  /** Writes down that a key was found in a URL, touching no other column. */
  void recordSeenInUrl(KeyId id, Instant at);

  /**
   * Writes down that a key came over a connection that was not encrypted, touching no other column.
   */
  void recordSeenInClear(KeyId id, Instant at);

  /**
   * Makes the row of a key what rows are now, at a use that proved its secret: of this application,
   * authenticated, and with a digest that the current pepper made. Nothing is done if the row was
   * changed since it was read.
   *
   * @param key as it was read
   */
  void upgradeDigest(StoredKey key, Digest current);

  /**
   * Revokes keys of whomever, in one transaction; those that are revoked already stay as they are.
   *
   * @return how many were revoked
   */
  int revoke(List<KeyId> ids, Instant at);

  /** Counts keys: of all, or of what the filter of a query asks for. */
  KeyStatistics statistics(KeyQuery query, List<Integer> days);

  /** Writes down something that happened to a key; the event says to which. */
  void record(KeyEvent event);

  /**
   * Adds to the count of events that repeat, in one transaction: whatever node does so, there is
   * one for each key, type, cause and hour.
   */
  void count(List<KeyEvent> events);

  /**
   * Returns what happened to a key, newest first; who owned it and what it was called is not among
   * that.
   */
  Page<KeyEvent, EventQuery.Position> events(EventQuery query);

  /** Adds to the number of uses on a day. */
  void addUses(String organisation, DailyUsage use);

  /**
   * Returns the days since one, rising, on which keys were used: of one organisation, or of all if
   * that is null.
   */
  List<DailyUsage> uses(@Nullable String organisation, LocalDate since);

  /**
   * Returns the counter that every change of a key raises: how nodes learn that their caches are
   * out of date.
   */
  long revision();

  /**
   * Raises the counter although no key changed, so that every node asks again what it has in its
   * caches.
   */
  void announce();

  /** Lets go of the database; an embedded one is shut down. */
  @Override
  void close();
}
