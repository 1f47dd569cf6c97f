package io.github.postern;

import org.jspecify.annotations.NullMarked;

/**
 * A setting is wrong, so the application must not start: it could let requests in that it should
 * not. The message says which, what it was, what it has to be and how to fix it; it never holds a
 * secret.
 */
@NullMarked
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private boolean missing;

  /** Creates the exception. */
  public SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns the error for what is not there, and may still come from the environment where nothing
   * is started yet.
   */
  static SettingsException missing(String message) {
    SettingsException exception = new SettingsException(message);
    exception.missing = true;
    return exception;
  }

  boolean isMissing() {
    return missing;
  }
}
