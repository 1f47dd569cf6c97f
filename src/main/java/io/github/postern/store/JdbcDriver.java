package io.github.postern.store;

import java.lang.System.Logger.Level;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A driver that was found without {@code DriverManager}, which in a servlet container sees the drivers of the container
 * only. Drivers register themselves there when they are loaded; {@link #close()} takes that back, because the list
 * would keep the class loader of the application alive.
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
        List<Driver> before = registered();
        Driver driver = Stream.of(OwnLoader.INSTANCE, Thread.currentThread().getContextClassLoader())
                .distinct()
                .map(loader -> find(url, loader))
                .filter(found -> found != null)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no JDBC driver for " + scheme(url)
                        + " among the jars of the application or the server; put the driver of your database into"
                        + " WEB-INF/lib"));
        return new JdbcDriver(driver, registered().stream()
                .filter(added -> !before.contains(added) && OwnLoader.takesAway(added.getClass()))
                .toList());
    }

    /** Takes charge of the registrations of a driver that was found otherwise. */
    static JdbcDriver of(Driver driver) {
        return new JdbcDriver(driver, registered().stream()
                .filter(known -> known.getClass() == driver.getClass() && OwnLoader.takesAway(known.getClass()))
                .toList());
    }

    Driver driver() {
        return driver;
    }

    /** Returns the part of a URL that can be shown: what follows may hold a password. */
    static String scheme(String url) {
        String[] parts = url.split(":", 3);
        return parts.length == 3 ? parts[0] + ":" + parts[1] + ":..." : "this URL, which does not start with jdbc:";
    }

    @Override
    public void close() {
        for (Driver own : registered) {
            try {
                DriverManager.deregisterDriver(own);
            } catch (SQLException | SecurityException e) {
                LOG.log(Level.DEBUG, () -> "The driver " + own.getClass().getName() + " stays registered", e);
            }
        }
    }

    /**
     * Returns the drivers in the list. Whoever looks first in a JVM makes it load all drivers that the context class
     * loader sees; those of an application would stay for ever.
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

    private static Driver find(String url, ClassLoader loader) {
        var candidates = ServiceLoader.load(Driver.class, loader).iterator();
        while (true) {
            try {
                if (!candidates.hasNext()) {
                    return null;
                }
                Driver candidate = candidates.next();
                if (candidate.acceptsURL(url)) {
                    return candidate;
                }
            } catch (SQLException | ServiceConfigurationError e) {
                // Somebody else's driver that does not load here, say because it needs a newer Java, is no reason to stop.
                LOG.log(Level.DEBUG, "A JDBC driver is of no use", e);
            }
        }
    }
}
