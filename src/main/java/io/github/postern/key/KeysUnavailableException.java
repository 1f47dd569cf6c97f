package io.github.postern.key;

import org.jspecify.annotations.Nullable;

/**
 * Keys cannot be read or written now: the database is unreachable, or the directory of owners does
 * not answer.
 *
 * <p>Callers answer 503 and never let a request through, nor say that the key is unknown.
 */
public class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was tried
   * @param cause what went wrong; may be null
   */
  public KeysUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
