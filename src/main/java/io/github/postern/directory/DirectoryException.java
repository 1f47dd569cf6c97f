package io.github.postern.directory;

import org.jspecify.annotations.Nullable;

/**
 * A directory did not say what an owner is. The message holds no secret, and needs nothing before
 * it.
 */
final class DirectoryException extends Exception {

  private static final long serialVersionUID = 1L;

  /** The cause of the failure. */
  enum Kind {
    /** It did not answer; a later call may work. */
    UNREACHABLE,
    /** Its answer about this one owner makes no sense. */
    BAD_RESPONSE,
    /** The settings do not fit the directory, whoever is asked for. */
    MISCONFIGURED
  }

  private final Kind kind;

  DirectoryException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  static DirectoryException badResponse(String message) {
    return new DirectoryException(Kind.BAD_RESPONSE, message, null);
  }

  static DirectoryException misconfigured(String message) {
    return new DirectoryException(Kind.MISCONFIGURED, message, null);
  }

  Kind kind() {
    return kind;
  }
}
