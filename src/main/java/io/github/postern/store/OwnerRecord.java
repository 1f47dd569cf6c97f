package io.github.postern.store;

import io.github.postern.key.LastLogin;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The store's data about one owner.
 *
 * @param keys the keys that are not revoked, newest first
 * @param login the last login; empty if none was noted
 * @param revoked reads so many of the revoked ones at most, in the same transaction; those that
 *     were revoked first in front
 */
public record OwnerRecord(
    List<StoredKey> keys, Optional<LastLogin> login, IntFunction<List<StoredKey>> revoked) {

  /** Creates the value; the list is copied. */
  public OwnerRecord {
    keys = List.copyOf(keys);
    Objects.requireNonNull(revoked, "revoked");
  }
}
