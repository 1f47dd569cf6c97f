package sample.data;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders that only the user of the server may look into: there are digests of passwords and names
 * of people in them. Where files have no POSIX modes, the rights of the folder above count.
 */
public final class OwnersFolder {

  private static final System.Logger LOG = System.getLogger("sample");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private OwnersFolder() {}

  /**
   * Makes a folder, and those above it that are missing. One that is there is left as it is:
   * somebody may have wanted that.
   */
  public static void create(Path folder) throws IOException {
    Files.createDirectories(
        folder,
        isPosix(folder)
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)}
            : new FileAttribute<?>[0]);
  }

  /** Takes a folder and all in it away from others. */
  static void protect(Path folder) {
    if (!isPosix(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        narrow(file, Files.isDirectory(file) ? FOLDER : FILE);
      }
    } catch (IOException | RuntimeException e) { // Derby makes and removes files at the same time
      LOG.log(Level.WARNING, "Other users of this machine may be able to read {0}", folder);
      LOG.log(Level.DEBUG, "The cause", e);
    }
  }

  private static void narrow(Path file, Set<PosixFilePermission> most) throws IOException {
    Set<PosixFilePermission> has = Files.getPosixFilePermissions(file);
    if (!most.containsAll(has)) {
      has.retainAll(most);
      Files.setPosixFilePermissions(file, has);
    }
  }

  private static boolean isPosix(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
