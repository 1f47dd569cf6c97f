package io.github.postern.database;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of the embedded database: there are digests, names of people and perhaps sealed
 * secrets in it.
 */
final class DataDirectory {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  /**
   * The files that Derby writes to, if they exist; it opens a database that it cannot write to for
   * reading only.
   */
  private static final List<String> WRITTEN = List.of("keys", "keys/log", "keys/seg0");

  private final Path folder;

  DataDirectory(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that the folder is there and can be written to. One that is made now is its owner's
   * alone.
   *
   * @throws IllegalStateException if it cannot: waiting does not fix that
   */
  void prepare() {
    try {
      Files.createDirectories(folder, ownersAlone());
      tryToWrite(folder);
      for (String inside : WRITTEN) {
        if (Files.exists(folder.resolve(inside))) {
          tryToWrite(folder.resolve(inside));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "The folder "
              + folder
              + " for the keys cannot be created or written to ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "). Let the server's user '"
              + System.getProperty("user.name")
              + "' write to it, on a disk that stays, or name another one by"
              + " postern.data-directory.",
          e);
    }
  }

  /** Warns where others may look into the folder: somebody may have wanted that. */
  void warnIfOpenToOthers() {
    if (isOpenToOthers()) {
      LOG.log(
          Level.WARNING,
          () -> "Other users of this machine can look into "
              + folder
              + ", which has the digests of keys and the names of their"
              + " owners in it. Postern does not change it; chmod 700 closes"
              + " it.");
    }
  }

  /**
   * Takes the files in the folder away from others, unless they may look into the folder itself.
   */
  void protect() {
    if (!isPosix() || isOpenToOthers()) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        narrow(file, Files.isDirectory(file) ? FOLDER : FILE);
      }
    } catch (IOException | RuntimeException e) { // Derby makes and removes files at the same time
      LOG.log(Level.DEBUG, "The modes of the files of the database stay as they are", e);
    }
  }

  private boolean isOpenToOthers() {
    try {
      return isPosix() && !FOLDER.containsAll(Files.getPosixFilePermissions(folder));
    } catch (IOException e) {
      return false;
    }
  }

  private static void narrow(Path file, Set<PosixFilePermission> most) throws IOException {
    Set<PosixFilePermission> has = Files.getPosixFilePermissions(file);
    if (!most.containsAll(has)) {
      has.retainAll(most);
      Files.setPosixFilePermissions(file, has);
    }
  }

  /** Looking at the mode would not tell of a disk that is mounted for reading only. */
  private static void tryToWrite(Path where) throws IOException {
    Files.delete(Files.createTempFile(where, ".postern-", ".try"));
  }

  private FileAttribute<?>[] ownersAlone() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
