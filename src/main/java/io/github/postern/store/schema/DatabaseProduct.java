package io.github.postern.store.schema;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The databases that there are scripts for: how their drivers call them, and from which version on
 * they will do.
 */
enum DatabaseProduct {
  DERBY("Apache Derby", "derby", 10, 14, "10.14"),
  POSTGRESQL("PostgreSQL", "postgresql", 12, 0, "12"),
  H2("H2", "h2", 2, 0, "2.0"),
  MARIADB("MariaDB", "mariadb", 10, 5, "10.5"),
  MYSQL("MySQL", "mariadb", 8, 0, "8.0"),
  ORACLE("Oracle", "oracle", 19, 0, "19c"),
  SQL_SERVER("Microsoft SQL Server", "sqlserver", 13, 0, "2016 (13.0)");

  /**
   * MariaDB says what it is in its version, also to the driver of MySQL, and puts a 5.5.5- before
   * it at times.
   */
  private static final Pattern MARIADB_VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.\\d+-MariaDB");

  private final String driversName;
  private final String script;
  private final int major;
  private final int minor;
  private final String minimum;

  DatabaseProduct(String driversName, String script, int major, int minor, String minimum) {
    this.driversName = driversName;
    this.script = script;
    this.major = major;
    this.minor = minor;
    this.minimum = minimum;
  }

  /** Returns which product this is, or empty if there is no script for it. */
  static Optional<DatabaseProduct> of(DatabaseMetaData data) throws SQLException {
    if (mariadb(data).isPresent()) {
      return Optional.of(MARIADB);
    }
    String name = data.getDatabaseProductName();
    return Arrays.stream(values())
        .filter(product -> product.driversName.equals(name))
        .findFirst();
  }

  /**
   * Refuses a version that is too old.
   *
   * @throws IllegalStateException if it is
   */
  void check(DatabaseMetaData data) throws SQLException {
    Optional<Matcher> mariadb = mariadb(data);
    int foundMajor = mariadb.isPresent()
        ? Integer.parseInt(mariadb.get().group(1))
        : data.getDatabaseMajorVersion();
    int foundMinor = mariadb.isPresent()
        ? Integer.parseInt(mariadb.get().group(2))
        : data.getDatabaseMinorVersion();
    if (foundMajor < major || foundMajor == major && foundMinor < minor) {
      throw new IllegalStateException("The database is "
          + driversName
          + " "
          + data.getDatabaseProductVersion()
          + ", which is too old: Postern needs "
          + driversName
          + " "
          + minimum
          + " or newer. Upgrade the database, or name another one by"
          + " postern.datasource, postern.jdbc-url or postern.persistence-unit.");
    }
  }

  private static Optional<Matcher> mariadb(DatabaseMetaData data) throws SQLException {
    Matcher matcher = MARIADB_VERSION.matcher(String.valueOf(data.getDatabaseProductVersion()));
    return matcher.find() ? Optional.of(matcher) : Optional.empty();
  }

  /** Returns what the names of its scripts start with. */
  String script() {
    return script;
  }

  /** Returns how its driver calls it. */
  @Override
  public String toString() {
    return driversName;
  }
}
