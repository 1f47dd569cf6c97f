package io.github.postern.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.cache.ConnectionCache;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool of connections for a JDBC URL. Safe for use by many threads. */
final class Pool implements AutoCloseable {

  /**
   * Enough: a connection is held for a millisecond, and only by requests that the cache cannot
   * answer.
   */
  private static final int MOST_CONNECTIONS = 10;

  /** How long a request waits for a connection, and a connection for the server. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration LIFE = Duration.ofMinutes(30);

  /**
   * The property by which a driver gets {@link #PATIENCE}. Other drivers wait as long as they do by
   * default.
   */
  private static final Map<String, Map.Entry<String, String>> LOGIN_LIMITS = Map.of(
      "jdbc:postgresql:", Map.entry("loginTimeout", seconds()),
      "jdbc:sqlserver:", Map.entry("loginTimeout", seconds()),
      "jdbc:mariadb:", Map.entry("connectTimeout", milliseconds()),
      "jdbc:mysql:", Map.entry("connectTimeout", milliseconds()),
      "jdbc:oracle:", Map.entry("oracle.net.CONNECT_TIMEOUT", milliseconds()));

  private final AgroalDataSource source;
  private final ConnectionTracker borrowed;

  private Pool(AgroalDataSource source, ConnectionTracker borrowed) {
    this.source = source;
    this.borrowed = borrowed;
  }

  /** Opens a pool whose connections start to be made when somebody asks for one. */
  static Pool open(
      Class<? extends Driver> driver, String url, @Nullable String user, @Nullable String password)
      throws SQLException {
    ConnectionTracker borrowed = new ConnectionTracker(PATIENCE);
    var configuration = new AgroalDataSourceConfigurationSupplier()
        .connectionPoolConfiguration(pool -> pool.maxSize(MOST_CONNECTIONS)
            .acquisitionTimeout(PATIENCE)
            .reapTimeout(IDLE)
            .maxLifetime(LIFE)
            // A connection that a restart or a firewall broke
            // is noticed before a request gets it.
            .validateOnBorrow(true)
            .connectionValidator(borrowed)
            // The default cache is a thread-local, which would
            // outlive the application in the server's threads.
            .connectionCache(ConnectionCache.none())
            .connectionFactoryConfiguration(
                factory -> login(factory, url, user, password).connectionProviderClass(driver)));
    AgroalDataSource pool = withoutTellingAllDrivers(configuration);
    pool.setPoolInterceptors(List.of(borrowed));
    return new Pool(pool, borrowed);
  }

  /**
   * Agroal sets the login timeout of {@code DriverManager}, which counts for every application of
   * this JVM.
   */
  private static AgroalDataSource withoutTellingAllDrivers(
      AgroalDataSourceConfigurationSupplier configuration) throws SQLException {
    int before = DriverManager.getLoginTimeout();
    try {
      return AgroalDataSource.from(configuration);
    } finally {
      DriverManager.setLoginTimeout(before);
    }
  }

  DataSource source() {
    return source;
  }

  /** Lends none of the connections again that were made so far. */
  void discardConnections() {
    borrowed.forgetAll();
    // Closes the idle ones soon; until it has, they are not valid.
    source.flush(AgroalDataSource.FlushMode.GRACEFUL);
  }

  @Override
  public void close() {
    source.close();
  }

  private static String seconds() {
    return String.valueOf(PATIENCE.toSeconds());
  }

  private static String milliseconds() {
    return String.valueOf(PATIENCE.toMillis());
  }

  private static AgroalConnectionFactoryConfigurationSupplier login(
      AgroalConnectionFactoryConfigurationSupplier factory,
      String url,
      @Nullable String user,
      @Nullable String password) {
    factory.jdbcUrl(url);
    LOGIN_LIMITS.forEach((scheme, limit) -> {
      if (url.startsWith(scheme)) {
        byDefault(factory, url, limit.getKey(), limit.getValue());
      }
    });
    if (url.startsWith("jdbc:postgresql:")) {
      // Else it quotes the row that a new one collides with, and the digest in it.
      factory.jdbcProperty("logServerErrorDetail", "false");
      // Else the fifth use of a statement prepares it in the server, and behind PgBouncer's
      // transaction pooling the
      // sixth meets another connection, which does not know it.
      byDefault(factory, url, "prepareThreshold", "0");
    }
    if (user != null) {
      factory.principal(new NamePrincipal(user));
    }
    if (password != null) {
      factory.credential(new SimplePassword(password));
    }
    return factory;
  }

  /** Sets a property of a driver that the URL does not set. */
  private static void byDefault(
      AgroalConnectionFactoryConfigurationSupplier factory,
      String url,
      String property,
      String value) {
    if (!Pattern.compile("[?&;]" + Pattern.quote(property) + "=").matcher(url).find()) {
      factory.jdbcProperty(property, value);
    }
  }
}
