package io.github.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Empty in-memory databases of Derby, copied from one on the disk: to make one anew takes five
 * times as long. They stay when they are closed, and hundreds of them fill the memory; so those
 * that were closed are dropped, but for the latest, which a test may look into or open again.
 */
final class MemoryDatabases {

  private static final int KEPT = 8;
  private static final String MEMORY = "jdbc:derby:memory:";
  private static final String CREATE = ";create=true";
  private static final Deque<String> CLOSED = new ArrayDeque<>();

  /** Derby waits half a second at the end of a database. */
  private static final ExecutorService DROPPING = Executors.newSingleThreadExecutor(work -> {
    Thread thread = new Thread(work, "dropping databases");
    thread.setDaemon(true);
    return thread;
  });

  private static Path empty;

  private MemoryDatabases() {}

  /** Returns the JDBC URL of a new one, with which it can be opened again and again. */
  static synchronized String newUrl() {
    try {
      if (empty == null) {
        empty = makeEmpty();
      }
      String url = MEMORY + UUID.randomUUID();
      DriverManager.getConnection(url + ";createFrom=" + empty).close();
      return url + CREATE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("Derby does not copy " + empty, e);
    }
  }

  /** Takes note that the application that had this one is closed. */
  static synchronized void closed(String url) {
    CLOSED.addLast(url.replace(CREATE, ";drop=true"));
    if (CLOSED.size() > KEPT) {
      String old = CLOSED.removeFirst();
      DROPPING.execute(() -> end(old));
    }
  }

  private static Path makeEmpty() throws IOException, SQLException {
    Path path =
        Files.createTempDirectory(Path.of("target"), "derby-").toAbsolutePath().resolve("empty");
    DriverManager.getConnection("jdbc:derby:" + path + CREATE).close();
    end("jdbc:derby:" + path + ";shutdown=true");
    return path;
  }

  private static void end(String url) {
    try {
      DriverManager.getConnection(url).close();
    } catch (SQLException e) {
      // The way in which Derby says that it is done.
    }
  }
}
