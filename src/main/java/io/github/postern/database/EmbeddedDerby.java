package io.github.postern.database;

import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An Apache Derby database in a directory of this machine.
 *
 * <p>Its log goes into the directory too. Derby knows where only by a system property, which it
 * reads when its engine starts; so the property is set for that moment only, and not at all where
 * somebody has set it.
 */
final class EmbeddedDerby implements ConnectionSource {

  private static final Map<String, String> PATIENCE =
      Map.of("derby.locks.deadlockTimeout", "1", "derby.locks.waitTimeout", "10");
  private static final String LOG_FILE = "derby.stream.error.file";

  private final Path directory;
  private final DataDirectory folder;
  private final String url;
  private @Nullable JdbcDriver driver;

  EmbeddedDerby(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.folder = new DataDirectory(this.directory);
    this.url = "jdbc:derby:" + this.directory.resolve("keys");
  }

  @Override
  public DataSource open() throws SQLException {
    folder.prepare();
    JdbcDriver loaded = driver;
    if (loaded == null) {
      loaded = JdbcDriver.load(DerbyEngine::driver);
      driver = loaded;
      DerbyEngine.opened(url);
    }
    boot(loaded);
    folder.warnIfOpenToOthers();
    // Without create: a database that somebody deletes while it is in use must not come back
    // empty.
    return new DriverDataSource(loaded.driver(), url, new Properties());
  }

  @Override
  public void prepared() {
    folder.protect();
  }

  @Override
  public void close() {
    if (driver != null) {
      folder.protect();
      DerbyEngine.closed(driver.driver(), url, true);
      driver.close();
      driver = null;
    }
  }

  private void boot(JdbcDriver loaded) throws SQLException {
    boolean logIsSet = System.getProperties().stringPropertyNames().stream()
        .anyMatch(name -> name.startsWith("derby.stream.error."));
    if (!logIsSet) {
      System.setProperty(LOG_FILE, directory.resolve("derby.log").toString());
    }
    Properties create = new Properties();
    create.setProperty("create", "true");
    try (Connection connection =
        new DriverDataSource(loaded.driver(), url, create).getConnection()) {
      setPatience(connection);
    } finally {
      if (!logIsSet) {
        System.clearProperty(LOG_FILE);
      }
    }
  }

  /**
   * By default Derby looks for a deadlock after twenty seconds only: two first logins at the same
   * time would stand still that long, and then one of them is made again anyway.
   */
  private static void setPatience(Connection connection) throws SQLException {
    // Derby trips over two that set properties of one database at a time.
    synchronized (PATIENCE) {
      for (Map.Entry<String, String> seconds : PATIENCE.entrySet()) {
        if (!seconds.getValue().equals(property(connection, seconds.getKey()))) {
          set(connection, seconds.getKey(), seconds.getValue());
        }
      }
    }
  }

  private static @Nullable String property(Connection connection, String name) throws SQLException {
    try (PreparedStatement get =
        connection.prepareStatement("VALUES SYSCS_UTIL.SYSCS_GET_DATABASE_PROPERTY(?)")) {
      get.setString(1, name);
      try (ResultSet value = get.executeQuery()) {
        return value.next() ? value.getString(1) : null;
      }
    }
  }

  private static void set(Connection connection, String name, String value) throws SQLException {
    try (CallableStatement set =
        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY(?, ?)")) {
      set.setString(1, name);
      set.setString(2, value);
      set.execute();
    }
  }
}
