package io.github.postern.store.jpa;

import io.github.postern.database.LibraryClassLoader;
import jakarta.persistence.spi.PersistenceProvider;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses the persistence provider: by name, so that it does not depend on which one the server
 * happens to find first.
 */
final class Providers {

  private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";
  private static final String HIBERNATE = "org.hibernate.jpa.HibernatePersistenceProvider";
  private static final Map<String, String> CLASSES =
      Map.of("eclipselink", ECLIPSELINK, "hibernate", HIBERNATE);

  private Providers() {}

  /**
   * Returns the provider.
   *
   * @param wanted {@code eclipselink}, {@code hibernate} or a class name; empty for the first of
   *     the two that is there
   * @throws IllegalStateException if it is not there
   */
  static PersistenceProvider choose(Optional<String> wanted) {
    if (wanted.isPresent()) {
      return load(wanted.get());
    }
    for (String candidate : List.of(ECLIPSELINK, HIBERNATE)) {
      if (exists(candidate)) {
        return load(candidate);
      }
    }
    throw new IllegalStateException(
        "There is no persistence provider: neither EclipseLink nor Hibernate is among the"
            + " jars of the application or the server. Put one of them into WEB-INF/lib.");
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, LibraryClassLoader.INSTANCE);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  private static PersistenceProvider load(String wanted) {
    String className = CLASSES.getOrDefault(wanted.toLowerCase(Locale.ROOT), wanted);
    try {
      Class<?> type = Class.forName(className, true, LibraryClassLoader.INSTANCE);
      return (PersistenceProvider) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new IllegalStateException(
          "The persistence provider '"
              + wanted
              + "' cannot be loaded ("
              + e
              + "). It is eclipselink, hibernate or the name of a class that"
              + " implements PersistenceProvider; put its jar into WEB-INF/lib, or"
              + " leave the choice to the library.",
          e);
    }
  }
}
