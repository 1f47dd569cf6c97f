package io.github.postern.database;

import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A driver that was found without {@code DriverManager}, which in a servlet container sees the
 * drivers of the container only. Drivers register themselves there when they are loaded;
 * {@link #close()} takes that back, because the list would keep the class loader of the application
 * alive.
 */
final class JdbcDriver implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private final Driver driver;
  private final List<Driver> registered;

  private JdbcDriver(Driver driver, List<Driver> registered) {
    this.driver = driver;
    this.registered = registered;
  }

  /**
   * Finds the driver for a URL.
   *
   * @throws IllegalArgumentException if there is none
   */
  static JdbcDriver forUrl(String url) {
    return load(
        () -> Stream.of(LibraryClassLoader.INSTANCE, Thread.currentThread().getContextClassLoader())
            .distinct()
            .map(loader -> find(url, loader))
            .flatMap(Optional::stream)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no JDBC driver for "
                + scheme(url)
                + " among the jars of the"
                + " application or the server; put"
                + " the driver of your database"
                + " into WEB-INF/lib")));
  }

  /**
   * Loads a driver by the name of its class.
   *
   * @throws IllegalArgumentException if it is not there
   */
  static JdbcDriver named(String className) {
    return load(() -> {
      for (ClassLoader loader : new ClassLoader[] {
        LibraryClassLoader.INSTANCE, Thread.currentThread().getContextClassLoader()
      }) {
        try {
          return (Driver)
              Class.forName(className, true, loader).getConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
          LOG.log(Level.DEBUG, "Not the driver", e);
        }
      }
      throw new IllegalArgumentException("The JDBC driver "
          + className
          + " is not among the jars of the application or"
          + " the server; put its jar into WEB-INF/lib");
    });
  }

  /** Loads a driver, and remembers what was registered by that. */
  static JdbcDriver load(Supplier<Driver> loading) {
    List<Driver> before = registered();
    Driver driver = loading.get();
    return new JdbcDriver(
        driver,
        registered().stream()
            // Derby's goes with its engine, whoever loaded it.
            .filter(found -> !before.contains(found)
                || found.getClass() == driver.getClass() && DerbyEngine.isEmbedded(driver))
            .filter(found -> LibraryClassLoader.isUnloadedWithApplication(found.getClass()))
            .toList());
  }

  Driver driver() {
    return driver;
  }

  /** Returns the part of a URL that can be shown: what follows may hold a password. */
  static String scheme(String url) {
    String[] parts = url.split(":", 3);
    return url.matches("jdbc:[A-Za-z0-9]+:.*")
        ? parts[0] + ":" + parts[1] + ":..."
        : "this URL, which does not start with jdbc:";
  }

  @Override
  public void close() {
    for (Driver own : registered) {
      try {
        DriverManager.deregisterDriver(own);
      } catch (SQLException | SecurityException e) {
        LOG.log(
            Level.DEBUG, () -> "The driver " + own.getClass().getName() + " stays registered", e);
      }
    }
  }

  /**
   * Returns the drivers in the list. Looking at it has an effect: the first to look in a JVM makes
   * it load all drivers that the context class loader sees, and for each driver in it, the caller's
   * class loader is made to load its own.
   */
  private static List<Driver> registered() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    try {
      return DriverManager.drivers().toList();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Optional<Driver> find(String url, ClassLoader loader) {
    var candidates = ServiceLoader.load(Driver.class, loader).iterator();
    while (true) {
      try {
        if (!candidates.hasNext()) {
          return Optional.empty();
        }
        Driver candidate = candidates.next();
        if (candidate.acceptsURL(url)) {
          return Optional.of(candidate);
        }
      } catch (SQLException | ServiceConfigurationError e) {
        // Somebody else's driver that does not load here, say because it needs a newer
        // Java, is no reason to
        // stop.
        LOG.log(Level.DEBUG, "A JDBC driver is of no use", e);
      }
    }
  }
}
