package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

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
}
