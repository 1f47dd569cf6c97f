package io.github.postern.cli;

/**
 * Why a command ends without success: in words for people, and as a code for scripts. Never holds a
 * secret.
 */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * Creates it.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message what happened and what to do
   */
  CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
