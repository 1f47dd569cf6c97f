package io.github.postern.store;

import io.github.postern.key.LastLogin;
import java.util.List;
import java.util.Optional;

/**
 * The rows that {@link KeyStore#change} shall write, and its result.
 *
 * @param inserts new keys
 * @param updates changed copies of keys that were read in this change; their ids and owners stay
 * @param removals keys that were read in this change and work no more, whose rows go; the audit
 *     trail keeps what happened to them, and whose they were
 * @param login the owner's last login, to be written; empty: it stays as it is
 * @param result the answer for the caller once this is in the database
 * @param <R> the type of the answer
 */
public record Decision<R>(
    List<StoredKey> inserts,
    List<StoredKey> updates,
    List<StoredKey> removals,
    Optional<LastLogin> login,
    R result) {

  /** Creates a change; the lists are copied. */
  public Decision {
    inserts = List.copyOf(inserts);
    updates = List.copyOf(updates);
    removals = List.copyOf(removals);
  }

  /** Creates a change that removes nothing. */
  public Decision(
      List<StoredKey> inserts, List<StoredKey> updates, Optional<LastLogin> login, R result) {
    this(inserts, updates, List.of(), login, result);
  }

  /** Creates a change of keys. */
  public Decision(List<StoredKey> inserts, List<StoredKey> updates, R result) {
    this(inserts, updates, Optional.empty(), result);
  }

  /** Returns a change that writes nothing. */
  public static <R> Decision<R> nothing(R result) {
    return new Decision<>(List.of(), List.of(), result);
  }
}
