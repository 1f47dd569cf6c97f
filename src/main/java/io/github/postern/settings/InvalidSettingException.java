package io.github.postern.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting is wrong or missing. The message says which, what it was, what it has to be and how to
 * fix it; it never holds a secret. The library throws it to applications as
 * {@code SettingsException}, with the same message.
 */
public final class InvalidSettingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final boolean missing;

  /** Creates the exception for a setting that is wrong. */
  public InvalidSettingException(String message) {
    this(message, null);
  }

  /**
   * Creates the exception for a setting that is wrong.
   *
   * @param cause null if there is none, or if it may repeat a secret
   */
  public InvalidSettingException(String message, @Nullable Throwable cause) {
    this(message, cause, false);
  }

  private InvalidSettingException(String message, @Nullable Throwable cause, boolean missing) {
    super(message, cause);
    this.missing = missing;
  }

  /**
   * Returns the error for what is not there, and may still come from the environment where nothing
   * is started yet.
   */
  public static InvalidSettingException missing(String message) {
    return new InvalidSettingException(message, null, true);
  }

  /**
   * Returns one exception for all that is wrong, so that nobody has to start once for each: the
   * only one itself, or one that has the messages in lines of their own, each of them once.
   *
   * @param problems at least one
   */
  public static InvalidSettingException of(List<InvalidSettingException> problems) {
    List<String> messages = problems.stream()
        .map(problem -> String.valueOf(problem.getMessage()))
        .distinct()
        .toList();
    return messages.size() == 1
        ? problems.get(0)
        : new InvalidSettingException(messages.size() + " settings are wrong or missing:\n- "
            + String.join("\n- ", messages));
  }

  /** Returns whether something is not there that may still come from the environment. */
  public boolean isMissing() {
    return missing;
  }
}
