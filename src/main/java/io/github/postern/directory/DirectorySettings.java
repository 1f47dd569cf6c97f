package io.github.postern.directory;

import io.github.postern.database.Database;
import io.github.postern.database.DatabaseSettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
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
public final class DirectorySettings {

  private static final System.Logger LOG = System.getLogger("io.github.postern");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final String NONE = "none";

  private final Settings settings;

  private DirectorySettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * Reads the settings of directories, and connects to none.
   *
   * @throws InvalidSettingException if a setting breaks its rule, is missing, or contradicts
   *     another
   */
  public static DirectorySettings of(Settings settings) {
    DirectorySettings directory = new DirectorySettings(settings);
    Runnable check = settings.oneOf(
        Setting.OWNERS,
        Map.<String, Runnable>of(
            NONE,
            () -> {},
            "sql",
            directory::checkSql,
            "ldap",
            directory::checkLdap,
            "scim",
            directory::service));
    directory.refuseOthers(settings.required(Setting.OWNERS));
    check.run();
    directory.timeout();
    return directory;
  }

  /**
   * Opens the directory that the settings ask for.
   *
   * @return empty if they ask for none
   * @throws InvalidSettingException if what they name cannot be used
   */
  public Optional<OwnerDirectory> open(Clock clock) {
    Supplier<Optional<ConfiguredDirectory>> kind = settings.oneOf(
        Setting.OWNERS,
        Map.of(
            NONE,
            Optional::empty,
            "sql",
            () -> Optional.of(sql()),
            "ldap",
            () -> Optional.of(ldap(clock)),
            "scim",
            () -> Optional.of(scim())));
    return kind.get().map(DirectorySettings::started);
  }

  private static OwnerDirectory started(ConfiguredDirectory directory) {
    try {
      directory.start();
      return directory;
    } catch (RuntimeException e) {
      directory.close();
      throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
    }
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
  public static void close(OwnerDirectory directory) {
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
        throw new InvalidSettingException("The setting "
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
          ? new InvalidSettingException(text)
          : InvalidSettingException.missing(text);
    }
  }

  private Database database() {
    if (settings.has(Setting.OWNERS_DATASOURCE)) {
      return settings.get(Setting.OWNERS_DATASOURCE, Database::jndi);
    }
    return DatabaseSettings.jdbc(
        settings, Setting.OWNERS_JDBC_URL, Setting.OWNERS_JDBC_USER, Setting.OWNERS_JDBC_PASSWORD);
  }

  private ConfiguredDirectory ldap(Clock clock) {
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
      throw InvalidSettingException.missing(
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
