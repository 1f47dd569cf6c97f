package io.github.postern.spi;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;

/**
 * Knows whether the owner of a key still exists and what they may do.
 *
 * <p>Found by {@code ServiceLoader} or given to the builder. Its answers are kept for
 * {@code postern.owner-recheck} (30 seconds), which is therefore the bound within which a disabled
 * owner has no working key; the application can shorten it to nothing by
 * {@code Postern.ownerChanged}. Called by many threads at once.
 *
 * <p>Without a directory a key has the roles that its owner had when it was created, and lives
 * until it expires or is revoked.
 *
 * <pre>{@code
 * OwnerDirectory staff = owner -> rolesByName.containsKey(owner.name())
 *         ? OwnerStatus.active(rolesByName.get(owner.name())) : OwnerStatus.gone();
 * }</pre>
 */
@FunctionalInterface
public interface OwnerDirectory {

  /**
   * Returns what is known of an owner now.
   *
   * @param owner whose key was presented; not null
   * @return the status; {@link OwnerStatus#gone()} for an owner who does not exist; never null
   * @throws KeysUnavailableException if the directory does not answer: the request is answered 503,
   *     never let through
   */
  OwnerStatus status(Owner owner);
}
