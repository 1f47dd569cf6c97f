package io.github.postern.cli.war;

/**
 * A WAR, or what is asked of it, cannot be used. The message says what, by which rule, and what to
 * do about it.
 */
public final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public RefusedException(String message) {
    super(message);
  }
}
