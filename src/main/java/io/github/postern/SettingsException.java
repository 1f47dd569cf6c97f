package io.github.postern;

import io.github.postern.settings.InvalidSettingException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A setting is wrong, so the application must not start: it could let requests in that it should
 * not. The message says which, what it was, what it has to be and how to fix it; it never holds a
 * secret.
 */
public final class SettingsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Does what reads settings.
   *
   * @throws SettingsException in place of the exception that is not exported, with its message
   */
  static <T> T translate(Supplier<T> action) {
    try {
      return action.get();
    } catch (InvalidSettingException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e.getCause());
    }
  }
}
