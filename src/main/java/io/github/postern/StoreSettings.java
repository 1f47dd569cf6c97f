package io.github.postern;

import io.github.postern.key.Keyring;
import io.github.postern.store.Database;
import io.github.postern.store.JpaKeyStore;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.RowRules;
import io.github.postern.store.StoreOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Opens the store that the settings name. */
final class StoreSettings {

    /** Where a database other than the embedded one is named. */
    private static final List<Setting> SOURCES =
            List.of(Setting.DATASOURCE, Setting.JDBC_URL, Setting.PERSISTENCE_UNIT);

    private StoreSettings() {
    }

    /**
     * Opens the store.
     *
     * @param given the data source that code gave, or null
     * @param keyring authenticates rows, where there is a pepper
     */
    static JpaKeyStore open(Settings settings, String contextPath, DataSource given, Keyring keyring,
            KeyChangeListener caches) {
        RowRules rows = rows(settings, keyring);
        JpaKeyStore store;
        try {
            store = new JpaKeyStore(database(settings, contextPath, given),
                    new StoreOptions("postern" + contextPath + "-" + UUID.randomUUID(), settings.text(Setting.JPA_PROVIDER),
                            createsTables(settings, given), rows, Map.of()), caches);
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

    private static RowRules rows(Settings settings, Keyring keyring) {
        RowRules.Unbound unbound = settings.oneOf(Setting.UNBOUND_KEYS, Map.of("upgraded", RowRules.Unbound.UPGRADED, "bind",
                RowRules.Unbound.BIND, "refuse", RowRules.Unbound.REFUSE));
        String byDefault = settings.required(Setting.PREFIX);
        return settings.optional(Setting.APPLICATION, name -> rows(name, keyring, unbound))
                .orElseGet(() -> rows(byDefault, keyring, unbound));
    }

    private static RowRules rows(String application, Keyring keyring, RowRules.Unbound unbound) {
        return new RowRules(application, keyring.peppers().binder(), unbound, keyring.peppers().takesPlainToo());
    }

    /** By default only in the embedded database: elsewhere somebody is responsible for the tables. */
    private static boolean createsTables(Settings settings, DataSource given) {
        if (settings.has(Setting.SCHEMA)) {
            return settings.oneOf(Setting.SCHEMA, Map.of("create", true, "validate", false));
        }
        return given == null && SOURCES.stream().noneMatch(settings::has);
    }

    /**
     * Looks whether the settings name one database, and returns whether that is the embedded one. Opens nothing.
     *
     * @throws SettingsException if they name two
     */
    static boolean embedded(Settings settings) {
        requireOne(settings);
        return SOURCES.stream().noneMatch(settings::has)
                || settings.text(Setting.JDBC_URL).filter(url -> url.startsWith("jdbc:derby:")).isPresent();
    }

    private static void requireOne(Settings settings) {
        List<String> named = SOURCES.stream().filter(settings::has).map(Setting::key).toList();
        if (named.size() > 1) {
            throw new SettingsException("The settings " + String.join(" and ", named) + " are both set; keep one.");
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
            return Database.jdbc(settings.required(url), settings.text(user).orElse(null),
                    settings.text(password).orElse(null));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("The setting " + url.key() + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static Path directory(Settings settings) {
        try {
            return settings.optional(Setting.DATA_DIRECTORY, Path::of)
                    .orElseGet(() -> Path.of(System.getProperty("user.home"), ".postern"));
        } catch (InvalidPathException e) {
            throw settings.malformed(Setting.DATA_DIRECTORY, e.getReason(), e);
        }
    }

    /** Each application has a database of its own: two must never open the same one. */
    private static String name(String contextPath) {
        return contextPath.isEmpty() ? "ROOT" : contextPath.substring(1).replace("/", "__");
    }
}
