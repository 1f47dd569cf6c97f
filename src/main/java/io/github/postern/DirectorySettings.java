package io.github.postern;

import io.github.postern.database.Database;
import io.github.postern.directory.ConfiguredDirectory;
import io.github.postern.directory.DisabledRule;
import io.github.postern.directory.LdapMapping;
import io.github.postern.directory.LdapServers;
import io.github.postern.directory.ScimService;
import io.github.postern.directory.SqlQuery;
import io.github.postern.spi.OwnerDirectory;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** Makes the directory of owners out of the settings. */
final class DirectorySettings {

  private static final System.Logger LOG = System.getLogger("io.github.postern");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String NONE = "none";

  private final Settings settings;
  private final Clock clock;

  private DirectorySettings(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns the directory that the settings ask for, or null if they ask for none. */
  static OwnerDirectory directory(Settings settings, Clock clock) {
    check(settings);
    DirectorySettings from = new DirectorySettings(settings, clock);
    Supplier<ConfiguredDirectory> kind = settings.oneOf(
        Setting.OWNERS,
        Map.of(NONE, () -> null, "sql", from::sql, "ldap", from::ldap, "scim", from::scim));
    ConfiguredDirectory directory = kind.get();
    if (directory != null) {
      try {
        directory.start();
      } catch (RuntimeException e) {
        directory.close();
        throw new SettingsException(e.getMessage(), e);
      }
    }
    return directory;
  }

  /**
   * Looks whether the settings of directories are right, and connects to none.
   *
   * @throws SettingsException if they are not
   */
  static void check(Settings settings) {
    DirectorySettings from = new DirectorySettings(settings, Clock.systemUTC());
    Runnable kind = settings.oneOf(
        Setting.OWNERS,
        Map.<String, Runnable>of(
            NONE, () -> {}, "sql", from::checkSql, "ldap", from::checkLdap, "scim", from::service));
    from.refuseOthers(settings.required(Setting.OWNERS));
    kind.run();
    from.timeout();
  }

  private void checkSql() {
    query();
    rolesQuery();
    requireOneDatabase();
  }

  private void checkLdap() {
    mapping();
    servers();
  }

  /** Closes a directory that was made here; one that code gave belongs to that code. */
  static void close(OwnerDirectory directory) {
    if (directory instanceof ConfiguredDirectory own) {
      own.close();
    }
  }

  /**
   * A setting of a directory that is not in use is a directory that somebody believes to be in use.
   */
  private void refuseOthers(String kind) {
    for (Setting setting : Setting.values()) {
      boolean inUse = switch (kind(setting)) {
        case "" -> true;
        case NONE -> !kind.equals(NONE);
        default -> kind.equals(kind(setting));
      };
      if (!inUse && settings.has(setting)) {
        throw new SettingsException("The setting "
            + setting.key()
            + " is set ("
            + settings.source(setting)
            + "), but postern.owners is '"
            + kind
            + "' ("
            + settings.source(Setting.OWNERS)
            + "), so it would"
            + " count for nothing. Remove it, or set postern.owners.");
      }
    }
  }

  /**
   * Returns which directory a setting belongs to; none: to all of them; empty: it is about
   * something else.
   */
  private static String kind(Setting setting) {
    String start = Setting.OWNERS.key() + ".";
    if (!setting.key().startsWith(start)) {
      return "";
    } else if (setting == Setting.OWNERS_TIMEOUT) {
      return NONE;
    }
    String name = setting.key().substring(start.length());
    return name.startsWith("ldap-") ? "ldap" : name.startsWith("scim-") ? "scim" : "sql";
  }

  private ConfiguredDirectory sql() {
    Optional<SqlQuery> roles = rolesQuery();
    if (roles.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "postern.owners.roles-query is not set, so keys give their owners no roles");
    }
    return ConfiguredDirectory.sql(database(), query(), roles, timeout());
  }

  private SqlQuery query() {
    return settings.get(Setting.OWNERS_QUERY, SqlQuery::parse);
  }

  private Optional<SqlQuery> rolesQuery() {
    return settings.optional(Setting.OWNERS_ROLES_QUERY, SqlQuery::parse);
  }

  private void requireOneDatabase() {
    if (settings.has(Setting.OWNERS_DATASOURCE) == settings.has(Setting.OWNERS_JDBC_URL)) {
      String text = "With postern.owners=sql, exactly one of the settings postern.owners.datasource"
          + " ("
          + Setting.OWNERS_DATASOURCE.rule()
          + ") and postern.owners.jdbc-url ("
          + Setting.OWNERS_JDBC_URL.rule()
          + ") has to be set.";
      throw settings.has(Setting.OWNERS_JDBC_URL)
          ? new SettingsException(text)
          : SettingsException.missing(text);
    }
  }

  private Database database() {
    if (settings.has(Setting.OWNERS_DATASOURCE)) {
      return settings.get(Setting.OWNERS_DATASOURCE, Database::jndi);
    }
    return StoreSettings.jdbc(
        settings, Setting.OWNERS_JDBC_URL, Setting.OWNERS_JDBC_USER, Setting.OWNERS_JDBC_PASSWORD);
  }

  private ConfiguredDirectory ldap() {
    LdapServers servers = servers();
    if (password().isPresent()
        && servers.toString().matches("(.* )?ldap://(?!localhost|127\\.|\\[::1]).*")) {
      LOG.log(
          Level.WARNING,
          "postern.owners.ldap-password crosses the network in clear; use ldaps:// in"
              + " postern.owners.ldap-url");
    }
    return ConfiguredDirectory.ldap(servers, mapping(), timeout(), clock);
  }

  private LdapServers servers() {
    Optional<String> user = settings.text(Setting.OWNERS_LDAP_USER);
    Optional<String> password = password();
    if (user.isPresent() != password.isPresent()) {
      // A login without a password succeeds as nobody (RFC 4513 section 5.1.2), and finds
      // nobody.
      throw SettingsException.missing(
          "The settings postern.owners.ldap-user and postern.owners.ldap-password belong"
              + " together; one of them is missing.");
    }
    return settings.get(
        Setting.OWNERS_LDAP_URL, urls -> new LdapServers(urls, user, password, timeout()));
  }

  private Optional<String> password() {
    return settings.text(Setting.OWNERS_LDAP_PASSWORD).filter(text -> !text.isEmpty());
  }

  private LdapMapping mapping() {
    return new LdapMapping(
        settings.get(Setting.OWNERS_LDAP_BASE, DirectorySettings::name),
        settings.get(Setting.OWNERS_LDAP_FILTER, DirectorySettings::filter),
        attribute(Setting.OWNERS_LDAP_ID),
        attribute(Setting.OWNERS_LDAP_ROLES),
        settings.optional(Setting.OWNERS_LDAP_ROLES_BASE, DirectorySettings::name),
        attribute(Setting.OWNERS_LDAP_ORGANISATION),
        orNone(
                Setting.OWNERS_LDAP_DISABLED,
                text -> settings.list(Setting.OWNERS_LDAP_DISABLED, DisabledRule::parse))
            .orElse(List.of()));
  }

  private ConfiguredDirectory scim() {
    return ConfiguredDirectory.scim(service(), timeout());
  }

  private ScimService service() {
    List<String> roles = settings.list(Setting.OWNERS_SCIM_ROLES);
    if (roles.isEmpty() || !List.of("roles", "groups").containsAll(roles)) {
      throw settings.malformed(Setting.OWNERS_SCIM_ROLES, null, null);
    }
    String token = settings.required(Setting.OWNERS_SCIM_TOKEN);
    return settings.get(
        Setting.OWNERS_SCIM_URL, url -> new ScimService(url, token, Set.copyOf(roles)));
  }

  private Duration timeout() {
    return settings.duration(Setting.OWNERS_TIMEOUT, LONGEST);
  }

  private Optional<String> attribute(Setting setting) {
    return settings.has(setting) || setting.byDefault().isPresent()
        ? orNone(setting, text -> {
          if (!text.matches("[A-Za-z0-9.;-]+")) {
            throw new IllegalArgumentException("it is the name of one attribute");
          }
          return text;
        })
        : Optional.empty();
  }

  private <T> Optional<T> orNone(Setting setting, Function<String, T> parser) {
    return settings.required(setting).equals(NONE)
        ? Optional.empty()
        : Optional.of(settings.get(setting, parser));
  }

  private static String filter(String text) {
    if (!text.contains("{0}")) {
      throw new IllegalArgumentException("without {0} it finds the same entry for everybody");
    }
    return text;
  }

  private static LdapName name(String text) {
    try {
      LdapName name = new LdapName(text);
      if (name.isEmpty()) {
        throw new IllegalArgumentException("it is empty");
      }
      return name;
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException("it is no distinguished name", e);
    }
  }
}
