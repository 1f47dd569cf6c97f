package io.github.postern.store.jpa;

import io.github.postern.database.SqlErrors;
import io.github.postern.key.KeysUnavailableException;

/**
 * The database refused to write because it, or only this connection to it, is read-only: after a
 * failover a pool may still have connections to what has become a replica. See
 * {@link SqlErrors#isReadOnly}.
 */
final class ReadOnlyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final KeysUnavailableException unavailable;

  ReadOnlyException(KeysUnavailableException unavailable) {
    super(unavailable.getMessage(), unavailable);
    this.unavailable = unavailable;
  }

  /** Returns what callers of the store are told where new connections do not help. */
  KeysUnavailableException unavailable() {
    return unavailable;
  }
}
