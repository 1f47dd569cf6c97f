package io.github.postern.database;

import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The engine of Apache Derby, which must not outlive the application that brought it: it has a
 * thread, and it keeps databases locked that the next deployment wants to open.
 */
final class DerbyEngine {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final String DRIVER = "org.apache.derby.iapi.jdbc.AutoloadedDriver";

  /** How often each URL is open here: the last one to close it shuts it down. Guarded by itself. */
  private static final Map<String, Integer> OPEN = new HashMap<>();

  private DerbyEngine() {}

  /**
   * Returns the driver of the embedded database. By its name: once the engine was shut down, the
   * driver denies its own URLs until it is started again.
   *
   * @throws IllegalStateException if Derby is not there
   */
  static Driver driver() {
    try {
      return (Driver) Class.forName(DRIVER, true, LibraryClassLoader.INSTANCE)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException(
          "The embedded database is chosen, but Apache Derby is not there. Put derby.jar"
              + " and derbyshared.jar into WEB-INF/lib, or choose another database.",
          e);
    }
  }

  static boolean isEmbedded(Driver driver) {
    return driver.getClass().getName().equals(DRIVER);
  }

  static void opened(String url) {
    synchronized (OPEN) {
      OPEN.merge(url, 1, Integer::sum);
    }
  }

  /**
   * Ends what {@link #opened} began.
   *
   * @param shutDown whether the database itself is ours to shut down, when nobody here has it open
   *     any more
   */
  static void closed(Driver driver, String url, boolean shutDown) {
    synchronized (OPEN) {
      if (OPEN.merge(url, -1, Integer::sum) == 0) {
        OPEN.remove(url);
        if (shutDown) {
          run(driver, url + ";shutdown=true");
        }
      }
      if (OPEN.isEmpty() && LibraryClassLoader.isUnloadedWithApplication(driver.getClass())) {
        // Without deregister=false the engine could not be started again in this class
        // loader.
        run(driver, "jdbc:derby:;shutdown=true;deregister=false");
      }
    }
  }

  private static void run(Driver driver, String command) {
    try {
      driver.connect(command, new Properties()).close();
    } catch (SQLException e) {
      // 08006 and XJ015 are how Derby says that it has done so.
      LOG.log(Level.DEBUG, () -> "Derby: " + e.getMessage());
    }
  }
}
