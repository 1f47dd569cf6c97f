package io.github.postern.store.jpa;

/**
 * Somebody else changed the same rows: nothing was written, and trying again helps. Never leaves
 * this package.
 *
 * <p>It has no cause, because what databases say about a row that exists already quotes the row.
 */
final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConflictException(String message) {
    super(message);
  }
}
