package io.github.postern.cli.graft;

/**
 * Something that was found in a WAR.
 *
 * @param level how bad it is
 * @param text what it is and what to do
 */
public record Diagnostic(Level level, String text) {

  /** How bad something is. */
  public enum Level {
    /** As it should be. */
    OK,
    /** May be meant so. */
    WARNING,
    /** Keys do not work, or requests get in that should not. */
    ALARM
  }

  static Diagnostic ok(String text) {
    return new Diagnostic(Level.OK, text);
  }

  static Diagnostic warning(String text) {
    return new Diagnostic(Level.WARNING, text);
  }

  static Diagnostic alarm(String text) {
    return new Diagnostic(Level.ALARM, text);
  }
}
