package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of the files that graft writes and reads. */
class GraftModeIT {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-r-----", "rw-r--r--", "r--------", "rw-rw-r--"})
  @DisplayName(
      "S-28: a grafted WAR may be read by whom its source may be read by, and by nobody else")
  void aGraftedWarHasTheModeOfItsSource(String mode) throws Exception {
    Path war = Wars.application().webXml(Wars.webXml("", "")).write(folder.resolve("app.war"));
    Files.setPosixFilePermissions(war, PosixFilePermissions.fromString(mode));
    Grafts grafts = new Grafts(folder);
    Files.writeString(grafts.output(), "something older, for everybody");
    Files.setPosixFilePermissions(grafts.output(), PosixFilePermissions.fromString("rw-rw-rw-"));
    grafts.run(war, "--force").ok();
    assertEquals(
        mode, PosixFilePermissions.toString(Files.getPosixFilePermissions(grafts.output())));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".graft")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  @DisplayName("E-13: a file with settings may be of Windows")
  void aFileWithSettingsMayBeOfWindows(String encoding) throws Exception {
    Path settings = Files.write(
        folder.resolve("settings"),
        "\uFEFFpostern.realm=Jöbs\r\npostern.name=optional\r\n".getBytes(encoding));
    Path war = Wars.application().webXml(Wars.webXml("", "")).write(folder.resolve("app.war"));
    new Grafts(folder).run(war, "--settings", settings.toString()).ok();
    String webXml = new String(
        Wars.content(new Grafts(folder).output()).get("WEB-INF/web.xml"), StandardCharsets.UTF_8);
    assertTrue(
        webXml.contains("<param-name>postern.realm</param-name>") && webXml.contains("Jöbs"),
        webXml);
  }
}
