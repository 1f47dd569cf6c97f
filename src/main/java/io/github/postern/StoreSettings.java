package io.github.postern;

import io.github.postern.database.Database;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.Peppers;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.jpa.JpaKeyStore;
import io.github.postern.store.jpa.RowRules;
import io.github.postern.store.jpa.StoreOptions;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Opens the store that the settings name. */
final class StoreSettings {

  /** Where a database other than the embedded one is named. */
  private static final List<Setting> SOURCES =
      List.of(Setting.DATASOURCE, Setting.JDBC_URL, Setting.PERSISTENCE_UNIT);

  private StoreSettings() {}

  /**
   * Opens the store.
   *
   * @param given the data source that code gave, or null
   * @param keyring authenticates rows, where there is a pepper
   */
  static JpaKeyStore open(
      Settings settings,
      String contextPath,
      DataSource given,
      Keyring keyring,
      KeyChangeListener caches) {
    RowRules rows = rows(settings, keyring.peppers());
    JpaKeyStore store;
    try {
      store = new JpaKeyStore(
          database(settings, contextPath, given),
          new StoreOptions(
              "postern" + contextPath + "-" + UUID.randomUUID(),
              settings.text(Setting.JPA_PROVIDER),
              createsTables(settings, given),
              rows,
              Map.of()),
          caches);
    } catch (IllegalStateException e) {
      throw new SettingsException(e.getMessage(), e);
    }
    try {
      store.start();
      return store;
    } catch (IllegalStateException e) {
      store.close();
      throw new SettingsException(e.getMessage(), e);
    }
  }

  private static RowRules rows(Settings settings, Peppers peppers) {
    RowRules.Unbound unbound = settings.oneOf(
        Setting.UNBOUND_KEYS,
        Map.of(
            "automatic",
            RowRules.Unbound.AUTOMATIC,
            "upgraded",
            RowRules.Unbound.UPGRADED,
            "bind",
            RowRules.Unbound.BIND,
            "refuse",
            RowRules.Unbound.REFUSE));
    return settings.get(
        settings.has(Setting.APPLICATION) ? Setting.APPLICATION : Setting.PREFIX,
        application ->
            new RowRules(application, peppers.binder(), unbound, peppers.acceptsPlain()));
  }

  /** By default only in the embedded database: elsewhere somebody is responsible for the tables. */
  private static boolean createsTables(Settings settings, DataSource given) {
    if (settings.has(Setting.SCHEMA)) {
      return settings.oneOf(Setting.SCHEMA, Map.of("create", true, "validate", false));
    }
    return given == null && SOURCES.stream().noneMatch(settings::has);
  }

  /**
   * Looks whether the settings of the store are right. Opens nothing, and looks for no driver, data
   * source or directory.
   *
   * @throws SettingsException if they are not
   */
  static void check(Settings settings) {
    requireOne(settings);
    createsTables(settings, null);
    namedDirectory(settings);
    rows(settings, Peppers.of(List.of()));
  }

  /**
   * Looks whether the settings name one database, and returns whether that is the embedded one.
   * Opens nothing.
   *
   * @throws SettingsException if they name two
   */
  static boolean embedded(Settings settings) {
    requireOne(settings);
    return SOURCES.stream().noneMatch(settings::has)
        || settings
            .text(Setting.JDBC_URL)
            .filter(url -> url.startsWith("jdbc:derby:"))
            .isPresent();
  }

  private static void requireOne(Settings settings) {
    List<String> named =
        SOURCES.stream().filter(settings::has).map(Setting::key).toList();
    if (named.size() > 1) {
      throw new SettingsException(
          "The settings " + String.join(" and ", named) + " are both set; keep one.");
    }
  }

  private static Database database(Settings settings, String contextPath, DataSource given) {
    requireOne(settings);
    if (given != null) {
      return Database.of(given);
    }
    if (settings.has(Setting.DATASOURCE)) {
      return settings.get(Setting.DATASOURCE, Database::jndi);
    }
    if (settings.has(Setting.PERSISTENCE_UNIT)) {
      return settings.get(Setting.PERSISTENCE_UNIT, Database::persistenceUnit);
    }
    if (settings.has(Setting.JDBC_URL)) {
      return jdbc(settings, Setting.JDBC_URL, Setting.JDBC_USER, Setting.JDBC_PASSWORD);
    }
    return Database.embedded(directory(settings).resolve(name(contextPath)));
  }

  /** Opens what a URL names; the reasons against it say no more of it than its first words. */
  static Database jdbc(Settings settings, Setting url, Setting user, Setting password) {
    try {
      return Database.jdbc(
          settings.required(url),
          settings.text(user).orElse(null),
          settings.text(password).orElse(null));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(
          "The setting " + url.key() + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static Path directory(Settings settings) {
    return namedDirectory(settings)
        .orElseGet(() -> home(System.getProperty("user.home")).resolve(".postern"));
  }

  private static Optional<Path> namedDirectory(Settings settings) {
    try {
      return settings.optional(Setting.DATA_DIRECTORY, Path::of);
    } catch (InvalidPathException e) {
      throw settings.malformed(Setting.DATA_DIRECTORY, e.getReason(), e);
    }
  }

  /**
   * Returns the home of the server's user. In containers and services there may be none: Java then
   * says {@code ?}, and systems say {@code /} or {@code /nonexistent}. Keys that are kept just
   * anywhere are gone with the container.
   */
  static Path home(String home) {
    String flaw = flaw(home == null ? "" : home);
    if (flaw == null) {
      return Path.of(home);
    }
    throw new SettingsException("No database is named, and the server's user '"
        + System.getProperty("user.name")
        + "' has"
        + " no home where an embedded one could be: user.home is '"
        + home
        + "', which "
        + flaw
        + ". Set postern.data-directory to a directory that stays, such as a"
        + " mounted volume, or name a database by postern.jdbc-url or"
        + " postern.datasource.");
  }

  private static String flaw(String home) {
    try {
      Path path = Path.of(home);
      if (!path.isAbsolute()) {
        return "is no absolute path";
      } else if (path.normalize().getNameCount() == 0) {
        return "is the root of all files";
      } else if (!Files.isDirectory(path)) {
        return "is no directory";
      }
      return Files.isWritable(path) || Files.isWritable(path.resolve(".postern"))
          ? null
          : "cannot be written to";
    } catch (InvalidPathException e) {
      return "is no path";
    }
  }

  /** Each application has a database of its own: two must never open the same one. */
  private static String name(String contextPath) {
    return contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace("/", "__");
  }
}
