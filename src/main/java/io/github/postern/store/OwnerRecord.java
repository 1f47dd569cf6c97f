package io.github.postern.store;

import io.github.postern.key.LastLogin;
import java.util.List;
import java.util.Optional;

/**
 * The store's data about one owner.
 *
 * @param keys the keys that are not revoked, newest first
 * @param login the last login; empty if none was noted
 */
public record OwnerRecord(List<StoredKey> keys, Optional<LastLogin> login) {

  /** Creates the value; the list is copied. */
  public OwnerRecord {
    keys = List.copyOf(keys);
  }
}
