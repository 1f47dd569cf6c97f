package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.postern.testing.LogCapture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the embedded database is, and who may look into it. */
class DataDirectoryTest {

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  @TempDir
  Path folder;

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "?",
        "",
        " ",
        "/",
        "//",
        "/..",
        "/nonexistent/postern-home",
        "home",
        "./home",
        "~",
        "/dev/null",
        "/proc",
        "\0"
      })
  @DisplayName("E-18: without a usable home the start stops, and says what to set")
  void withoutAUsableHomeTheStartStops(String home) {
    String before = System.getProperty("user.home");
    try {
      if (home == null) {
        System.clearProperty("user.home");
      } else {
        System.setProperty("user.home", home);
      }
      String message = failure(null);
      assertTrue(
          message.contains("postern.data-directory")
                  && message.contains("user.home is '" + home + "'")
              || message.contains("postern.data-directory") && home.equals("/proc"),
          message);
      assertFalse(
          Files.exists(Path.of("?")) || Files.exists(Path.of("home")),
          "nothing is made anywhere else");
    } finally {
      System.setProperty("user.home", before);
    }
  }

  @Test
  @DisplayName("E-18: a usable home is used")
  void aUsableHomeIsUsed() {
    String before = System.getProperty("user.home");
    try {
      System.setProperty("user.home", folder.toString());
      Postern.builder().setting("postern.prefix", "test").build("/app").close();
      assertTrue(Files.isDirectory(folder.resolve(".postern/app/keys")));
    } finally {
      System.setProperty("user.home", before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/postern", "/dev/null/postern", "/sys/postern"})
  @DisplayName("E-18: a data directory that cannot be written to stops the start, and says so")
  void aDataDirectoryThatCannotBeWrittenToStopsTheStart(String directory) {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "there is no such file system");
    String message = failure(directory);
    assertTrue(message.contains("postern.data-directory") && message.contains(directory), message);
    assertTrue(message.contains(System.getProperty("user.name")), message);
  }

  @Test
  @DisplayName("E-18: a file where the directory should be stops the start")
  void aFileWhereTheDirectoryShouldBeStopsTheStart() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertTrue(failure(file.toString()).contains("postern.data-directory"));
    Path keys = Files.createDirectories(folder.resolve("other/app")).resolve("keys");
    Files.writeString(keys, "");
    assertTrue(failure(folder.resolve("other").toString()).contains("postern.data-directory"));
  }

  @Test
  @DisplayName("E-18: a database whose folder became read-only is not opened for reading alone,"
      + " without a word")
  void aFolderThatBecameReadOnlyStopsTheStart() throws IOException {
    Postern.builder()
        .setting("postern.prefix", "test")
        .setting("postern.data-directory", folder.toString())
        .build("/app")
        .close();
    Path segment = folder.resolve("app/keys/seg0");
    Files.setPosixFilePermissions(segment, PosixFilePermissions.fromString("r-x------"));
    try {
      String message =
          Files.isWritable(segment) ? failureUnderModes(folder) : failure(folder.toString());
      assertTrue(
          message.contains("postern.data-directory") && message.contains("AccessDenied"), message);
    } finally {
      Files.setPosixFilePermissions(segment, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  @DisplayName("S-28: the folder of the embedded database and all in it are for its owner only")
  void theFolderIsForItsOwnerOnly() throws IOException {
    try (LogCapture log = new LogCapture()) {
      Path data = folder.resolve("data");
      for (int start = 0; start < 2; start++) {
        Postern.builder()
            .setting("postern.prefix", "test")
            .setting("postern.data-directory", data.toString())
            .build("/app")
            .close();
        assertEquals(Set.of(), readable(data));
      }
      assertFalse(log.text().contains("chmod"), log::text);
    }
  }

  @Test
  @DisplayName("S-28: a folder that others may look into is left as it is, with a warning")
  void aFolderThatOthersMayLookIntoIsWarnedAbout() throws IOException {
    Path app = Files.createDirectories(folder.resolve("data/app"));
    Files.setPosixFilePermissions(app, PosixFilePermissions.fromString("rwxr-x---"));
    try (LogCapture log = new LogCapture()) {
      Postern.builder()
          .setting("postern.prefix", "test")
          .setting("postern.data-directory", folder + "/data")
          .build("/app")
          .close();
      assertTrue(
          log.text().contains("Other users of this machine can look into " + app), log::text);
    }
    assertEquals(PosixFilePermissions.fromString("rwxr-x---"), Files.getPosixFilePermissions(app));
  }

  private static Set<String> readable(Path data) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.toList()) {
        Set<PosixFilePermission> has = Files.getPosixFilePermissions(file);
        has.retainAll(OTHERS);
        if (!has.isEmpty()) {
          found.add(data.relativize(file) + " " + PosixFilePermissions.toString(has));
        }
      }
    }
    return found;
  }

  /**
   * As {@link #failure}, in a JVM for which the modes of files count although root has started it.
   */
  private static String failureUnderModes(Path directory) throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")),
        "this user may write everywhere, and there is no setpriv");
    Process process = new ProcessBuilder(
            "/usr/bin/setpriv",
            "--bounding-set",
            "-dac_override,-dac_read_search",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            StartInAJvm.class.getName(),
            directory.toString())
        .redirectErrorStream(true)
        .start();
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Starts Postern on a folder and says why it does not start, or that it does. */
  static final class StartInAJvm {

    private StartInAJvm() {}

    public static void main(String[] arguments) {
      try {
        Postern.builder()
            .setting("postern.prefix", "test")
            .setting("postern.data-directory", arguments[0])
            .build("/app")
            .close();
        System.out.println("it has started");
      } catch (SettingsException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static String failure(String directory) {
    return assertThrows(SettingsException.class, () -> {
          PosternBuilder builder = Postern.builder().setting("postern.prefix", "test");
          if (directory != null) {
            builder.setting("postern.data-directory", directory);
          }
          builder.build("/app").close();
        })
        .getMessage();
  }
}
