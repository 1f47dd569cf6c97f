package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.postern.settings.Settings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that names an extension point as it was called before is told so. */
class OldServiceFilesTest {

  @ParameterizedTest
  @CsvSource({
    "auth,SessionBridge",
    "issue,IssuanceRule",
    "key,KeyEventListener",
    "login,LoginResolver",
    "owner,OwnerDirectory"
  })
  void aServiceFileOfAnOldNameStopsTheStart(
      String formerPackage, String type, @TempDir Path classes) throws Exception {
    String old = "META-INF/services/io.github.postern." + formerPackage + "." + type;
    Files.createDirectories(classes.resolve("META-INF/services"));
    Files.writeString(classes.resolve(old), "example.Own");
    try (URLClassLoader application =
        new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
      SettingsException refused = assertThrows(
          SettingsException.class,
          () -> Postern.builder()
              .build(
                  Settings.of(Map.of("postern.prefix", "test"), Map.of(), Map.of()),
                  "",
                  application));
      String now = "io.github.postern.spi." + type;
      assertEquals(
          old
              + " is ignored, because this extension point is "
              + now
              + " now. Compile its implementation against"
              + " that and rename the file to META-INF/services/"
              + now
              + ".",
          refused.getMessage());
    }
  }
}
