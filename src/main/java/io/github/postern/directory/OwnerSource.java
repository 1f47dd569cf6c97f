package io.github.postern.directory;

import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;

/**
 * A place where owners can be looked up. Safe for use by many threads. Its text is what to call it,
 * without secrets.
 */
interface OwnerSource extends AutoCloseable {

  /** Looks an owner up. */
  OwnerStatus lookUp(Owner owner) throws DirectoryException;

  /** Finds out whether it can be asked at all. */
  void check() throws DirectoryException;

  /** Lets go of all connections. */
  @Override
  void close();
}
