package sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import sample.data.OwnersFolder;

/**
 * The folder of the application's data. In containers and services the user of the server may have
 * no home: Java then says {@code ?}, and systems say {@code /} or {@code /nonexistent}. Data in a
 * temporary place would be lost with the container, so then the start stops.
 */
final class DataDirectory {

  private DataDirectory() {}

  /**
   * Returns the folder, which is made if it is missing and can be written to.
   *
   * @param named what the setting says; null: nothing, and the folder is in the home
   * @param home {@code user.home}; may be null
   * @throws IllegalStateException if there is no such folder; the message says what to set
   */
  static Path of(String named, String home) {
    try {
      return writable(
          named != null ? Path.of(named).toAbsolutePath() : inHome(home == null ? "" : home));
    } catch (InvalidPathException | IOException e) {
      throw new IllegalStateException(
          (named != null ? Sample.DATA + " is '" + named + "'" : "user.home is '" + home + "'")
              + ", and there is no folder for the application's data that the"
              + " server's user '"
              + System.getProperty("user.name")
              + "' can write to ("
              + e.getMessage()
              + "). Set "
              + Sample.DATA
              + " to one that stays, such as a mounted volume.",
          e);
    }
  }

  private static Path inHome(String home) throws IOException {
    Path path = Path.of(home);
    if (!path.isAbsolute() || path.normalize().getNameCount() == 0 || !Files.isDirectory(path)) {
      throw new IOException("that is no home");
    }
    return path.resolve(".postern-sample");
  }

  /** Looking at the mode would not tell of a disk that is mounted for reading only. */
  private static Path writable(Path folder) throws IOException {
    OwnersFolder.create(folder);
    Files.delete(Files.createTempFile(folder, ".sample-", ".try"));
    return folder;
  }
}
