package io.github.postern.database;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what is behind a failure: drivers, pools and persistence providers wrap exceptions. */
public final class Causes {

  private static final String DERBY_LOGIN_REFUSED = "08004";

  private Causes() {}

  /** Returns an exception with everything behind it: causes, and what drivers chain beside them. */
  public static Set<Throwable> chain(Throwable failure) {
    Set<Throwable> chain = new LinkedHashSet<>();
    collect(failure, chain);
    return chain;
  }

  /** Returns the message at the bottom: what the driver said, not what was wrapped around it. */
  public static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable t : chain(failure)) {
      root = t.getCause() == null ? t : root;
    }
    return root.getMessage() == null
        ? root.getClass().getName()
        : root.getMessage().strip();
  }

  /**
   * Returns what to look at, as a sentence after the message, or nothing where the database says it
   * best.
   */
  public static String remedy(Throwable failure) {
    for (Throwable t : chain(failure)) {
      String state = t instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
      if (state.startsWith("28") || state.equals(DERBY_LOGIN_REFUSED)) {
        return " Check the user of the database and the password.";
      }
      if (state.startsWith("08")) {
        return " Check that the database runs, and its host, port and name.";
      }
    }
    return "";
  }

  private static void collect(@Nullable Throwable failure, Set<Throwable> chain) {
    if (failure == null || !chain.add(failure)) {
      return;
    }
    if (failure instanceof SQLException sql) {
      collect(sql.getNextException(), chain);
    }
    collect(failure.getCause(), chain);
  }
}
