package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import sample.data.Database;
import sample.factor.SecondFactors;

final class SampleDataDirectoryTest {

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
        "/nonexistent/sample-home",
        "home",
        "./home",
        "~",
        "/dev/null",
        "/proc",
        "\0"
      })
  @DisplayName("E-18: without a usable home the start of the sample stops, and says what to set")
  void withoutAUsableHomeTheStartStops(String home) {
    String message = assertThrows(IllegalStateException.class, () -> DataDirectory.of(null, home))
        .getMessage();
    assertTrue(
        message.contains("sample.data") && message.contains("user.home is '" + home + "'"),
        message);
    assertFalse(
        Files.exists(Path.of("?")) || Files.exists(Path.of("home")),
        "nothing is made anywhere else");
  }

  @Test
  @DisplayName("E-18: a usable home is used, and a folder that is named comes before it")
  void aUsableHomeIsUsed() {
    assertEquals(folder.resolve(".postern-sample"), DataDirectory.of(null, folder.toString()));
    assertTrue(Files.isDirectory(folder.resolve(".postern-sample")));
    assertEquals(folder.resolve("a/b"), DataDirectory.of(folder + "/a/b", "?"));
    assertTrue(Files.isDirectory(folder.resolve("a/b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/sample", "/dev/null/sample", "\0"})
  @DisplayName(
      "E-18: a folder that is named and cannot be written to stops the start of the sample")
  void aFolderThatCannotBeWrittenToStopsTheStart(String named) throws IOException {
    String message = assertThrows(
            IllegalStateException.class, () -> DataDirectory.of(named, folder.toString()))
        .getMessage();
    assertTrue(message.contains("sample.data is '" + named + "'"), message);
    try (var inside = Files.list(folder)) {
      assertEquals(0, inside.count(), "and the home does not stand in for it");
    }
  }

  @Test
  @DisplayName("S-28: the sample's folder and all in it are for its owner only")
  void theFolderIsForItsOwnerOnly() throws IOException {
    Path data = DataDirectory.of(folder + "/a/b", "?");
    for (int start = 0; start < 2; start++) {
      try (Database database = Database.open(data)) {
        new SecondFactors(database, data, Clock.systemUTC(), new SecureRandom());
        assertEquals(Set.of(), readableByOthers(folder.resolve("a")));
      }
      assertEquals(Set.of(), readableByOthers(folder.resolve("a")));
    }
    Path home = DataDirectory.of(null, folder.toString());
    assertEquals(Set.of(), readableByOthers(home));
  }

  @Test
  @DisplayName(
      "S-28: the sample's database of an older version is taken away from others, in a folder"
          + " that somebody has opened for them too")
  void anOpenDatabaseIsClosed() throws IOException {
    Database.open(folder).close();
    for (String name : List.of("", "jobs", "jobs/seg0", "jobs/service.properties")) {
      Files.setPosixFilePermissions(
          folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Database.open(folder).close();
    assertEquals(Set.of(), readableByOthers(folder.resolve("jobs")));
  }

  private static Set<String> readableByOthers(Path top) throws IOException {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : files.toList()) {
        Set<PosixFilePermission> has = Files.getPosixFilePermissions(file);
        has.retainAll(PosixFilePermissions.fromString("---rwxrwx"));
        if (!has.isEmpty()) {
          found.add(top.relativize(file) + " " + PosixFilePermissions.toString(has));
        }
      }
    }
    return found;
  }
}
