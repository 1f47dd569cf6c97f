package io.github.postern.store.jpa;

import io.github.postern.database.Database;
import io.github.postern.database.DatabaseSettings;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.RowBinder;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens the store that the settings name. */
public final class StoreSettings {

  /** Where a database other than the embedded one is named. */
  private static final List<Setting> SOURCES =
      List.of(Setting.DATASOURCE, Setting.JDBC_URL, Setting.PERSISTENCE_UNIT);

  private final Settings settings;

  private StoreSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the settings of the store. Opens nothing, and looks for no driver, data source or
   * directory.
   *
   * @throws InvalidSettingException if a setting breaks its rule, is missing, or contradicts
   *     another
   */
  public static StoreSettings of(Settings settings) {
    StoreSettings store = new StoreSettings(settings);
    store.requireOne();
    store.createsTables(null);
    store.namedDirectory();
    store.rows(Optional.empty(), false);
    store.pollInterval();
    return store;
  }

  /**
   * Opens the store. A database that is unreachable is no error: it is tried again later.
   *
   * @param given the data source that code gave, or null
   * @param keyring authenticates rows, where there is a pepper
   * @throws InvalidSettingException if what the settings name cannot be used
   */
  public KeyStore open(
      String contextPath, @Nullable DataSource given, Keyring keyring, KeyChangeListener caches) {
    RowRules rows = rows(keyring.rowBinder(), keyring.acceptsPlain());
    JpaKeyStore store;
    try {
      store = new JpaKeyStore(
          database(contextPath, given),
          new StoreOptions(
              "postern" + contextPath + "-" + UUID.randomUUID(),
              settings.text(Setting.JPA_PROVIDER),
              createsTables(given),
              rows,
              Map.of()),
          caches);
    } catch (IllegalStateException e) {
      throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
    }
    try {
      store.start();
      return store;
    } catch (IllegalStateException e) {
      store.close();
      throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
    }
  }

  private RowRules rows(Optional<RowBinder> binder, boolean plainUnbound) {
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
        application -> new RowRules(application, binder, unbound, plainUnbound));
  }

  /** By default only in the embedded database: elsewhere somebody is responsible for the tables. */
  private boolean createsTables(@Nullable DataSource given) {
    if (settings.has(Setting.SCHEMA)) {
      return settings.oneOf(Setting.SCHEMA, Map.of("create", true, "validate", false));
    }
    return given == null && SOURCES.stream().noneMatch(settings::has);
  }

  /** Returns how often a node looks whether another one revoked something. */
  public Duration pollInterval() {
    return settings.duration(Setting.CLUSTER_POLL, Duration.ofMinutes(1));
  }

  /** Returns whether settings name the embedded database, or none, which is the same. */
  public static boolean isEmbedded(Settings settings) {
    return SOURCES.stream().noneMatch(settings::has)
        || settings
            .text(Setting.JDBC_URL)
            .filter(url -> url.startsWith("jdbc:derby:"))
            .isPresent();
  }

  private void requireOne() {
    List<String> named =
        SOURCES.stream().filter(settings::has).map(Setting::key).toList();
    if (named.size() > 1) {
      throw new InvalidSettingException(
          "The settings " + String.join(" and ", named) + " are both set; keep one.");
    }
  }

  private Database database(String contextPath, @Nullable DataSource given) {
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
      return DatabaseSettings.jdbc(
          settings, Setting.JDBC_URL, Setting.JDBC_USER, Setting.JDBC_PASSWORD);
    }
    return Database.embedded(directory().resolve(name(contextPath)));
  }

  private Path directory() {
    return namedDirectory()
        .orElseGet(() -> home(String.valueOf(System.getProperty("user.home"))).resolve(".postern"));
  }

  private Optional<Path> namedDirectory() {
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
  private static Path home(String home) {
    String flaw = flaw(home);
    if (flaw == null) {
      return Path.of(home);
    }
    throw new InvalidSettingException("No database is named, and the server's user '"
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

  private static @Nullable String flaw(String home) {
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
