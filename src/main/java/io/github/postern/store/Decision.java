package io.github.postern.store;

import io.github.postern.key.LastLogin;
import java.util.List;
import java.util.Optional;

/**
 * The rows that {@link KeyStore#change} shall write, and its result.
 *
 * @param inserts new keys
 * @param updates changed copies of keys that were read in this change; their ids and owners stay
 * @param login the owner's last login, to be written; empty: it stays as it is
 * @param result the answer for the caller once this is in the database
 * @param <R> the type of the answer
 */
public record Decision<R>(
    List<StoredKey> inserts, List<StoredKey> updates, Optional<LastLogin> login, R result) {

  /** Creates a change; the lists are copied. */
  public Decision {
    inserts = List.copyOf(inserts);
    updates = List.copyOf(updates);
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
