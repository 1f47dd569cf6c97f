package io.github.postern.database;

import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;

/** Makes the databases that settings name by a JDBC URL. */
public final class DatabaseSettings {

  private DatabaseSettings() {}

  /**
   * Opens the database that a URL names.
   *
   * @throws InvalidSettingException if it cannot be used; the message says no more of the URL than
   *     its first words
   */
  public static Database jdbc(Settings settings, Setting url, Setting user, Setting password) {
    try {
      return Database.jdbc(
          settings.required(url),
          settings.text(user).orElse(null),
          settings.text(password).orElse(null));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "The setting " + url.key() + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
