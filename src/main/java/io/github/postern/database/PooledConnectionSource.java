package io.github.postern.database;

import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A pool over the driver for a JDBC URL. */
final class PooledConnectionSource implements ConnectionSource {

  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(?i)password=([^&;]+)");

  private final String url;
  private final @Nullable String user;
  private final @Nullable String password;
  private final JdbcDriver driver;
  private final boolean derby;

  /** Written and read under the lock of the {@link Database}. */
  private @Nullable Pool pool;

  PooledConnectionSource(
      String url, @Nullable String user, @Nullable String password, JdbcDriver driver) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.driver = driver;
    this.derby = DerbyEngine.isEmbedded(driver.driver());
  }

  @Override
  public DataSource open() throws SQLException {
    if (derby) {
      startDerby();
    }
    pool = Pool.open(driver.driver().getClass(), url, user, password);
    if (derby) {
      DerbyEngine.opened(url);
    }
    return pool.source();
  }

  /**
   * Starting the engine and recovering a database takes longer than a pool lets anybody wait for a
   * connection.
   */
  private void startDerby() throws SQLException {
    Properties login = new Properties();
    if (user != null) {
      login.setProperty("user", user);
    }
    if (password != null) {
      login.setProperty("password", password);
    }
    new DriverDataSource(driver.driver(), url, login).getConnection().close();
  }

  @Override
  public boolean discardConnections() {
    if (pool != null) {
      pool.discardConnections();
    }
    return true;
  }

  @Override
  public void close() {
    if (pool != null) {
      pool.close();
      pool = null;
      if (derby) {
        DerbyEngine.closed(driver.driver(), url, false);
      }
    }
    driver.close();
  }

  @Override
  public boolean isSecret(String message) {
    Matcher inUrl = PASSWORD_IN_URL.matcher(url);
    return message.contains(url)
        || password != null && !password.isEmpty() && message.contains(password)
        || inUrl.find() && message.contains(inUrl.group(1));
  }
}
