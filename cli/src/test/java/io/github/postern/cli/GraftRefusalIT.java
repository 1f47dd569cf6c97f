package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.app.OwnServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Graft refuses a task that it cannot do: in words that help, with nothing written, and never with
 * a stack trace.
 */
class GraftRefusalIT {

  @TempDir
  private Path folder;

  @Test
  void metadataCompleteTakesConsent() {
    refused(
        Wars.application().webXml(Wars.webXml(" metadata-complete=\"true\"", "")),
        "--accept-metadata-complete");
  }

  @Test
  void theOldServletApiIsRefused() {
    byte[] old = new String(Wars.bytes(OwnServlet.class), StandardCharsets.ISO_8859_1)
        .replace("\0\"jakarta/servlet", "\0 javax/servlet")
        .replace("jakarta/servlet", "javax/servlet")
        .getBytes(StandardCharsets.ISO_8859_1);
    refused(Wars.empty().file("WEB-INF/classes/A.class", old), "javax.servlet");
    refused(Wars.empty().library("old.jar", "old", "1", Map.of("A.class", old)), "Migrate it");
    grafts()
        .run(Wars.application().library("old.jar", "old", "1", Map.of("A.class", old)))
        .ok();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "META-INF/A.SF | is signed",
        "META-INF/application.xml | is an EAR",
        "x.war | is an EAR",
        "WEB-INF/../../evil.txt | outside",
        "/etc/passwd | outside",
        "WEB-INF\\web.xml | outside",
        "C:/x | outside"
      })
  void whatIsNotAPlainWarIsRefused(String entry, String words) {
    refused(Wars.application().file(entry, "x"), words);
  }

  @Test
  void whatIsNoZipOrNoWarIsRefused() throws Exception {
    Path text = Files.writeString(folder.resolve("text.war"), "this is no zip");
    assertTrue(grafts().run(text).ends(ExitCode.REFUSED).err().contains("is no WAR"));
    assertTrue(grafts().run(folder).ends(ExitCode.REFUSED).err().contains("exploded"));
    assertTrue(
        grafts().run(folder.resolve("none.war")).ends(ExitCode.REFUSED).err().contains("no file"));
    refused(Wars.empty().file("A.class", "x"), "no WEB-INF");
    byte[] jar = Wars.empty().file("a/B.class", "x".repeat(1000)).bytes();
    jar[30 + "a/B.class".length()] = 7;
    refused(Wars.empty().file("WEB-INF/lib/x.jar", jar), "damaged jar");
    byte[] cut = Wars.application().bytes();
    Path damaged = Files.write(folder.resolve("cut.war"), Arrays.copyOf(cut, cut.length / 2));
    assertTrue(grafts().run(damaged).ends(ExitCode.REFUSED).err().contains("is no WAR"));
  }

  @Test
  void anEncryptedWarIsRefused() throws Exception {
    byte[] bytes = Wars.application().bytes();
    for (int i = 0; i < bytes.length - 10; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        bytes[i + 8] |= 1;
      }
    }
    Path war = Files.write(folder.resolve("encrypted.war"), bytes);
    assertTrue(grafts().run(war).ends(ExitCode.REFUSED).err().contains("encrypted"));
  }

  /** Which of two counts differs from server to server. */
  @Test
  void anEntryThatIsThereTwiceIsRefused() throws Exception {
    byte[] bytes = Wars.application()
        .file("WEB-INF/aaa.xml", "1")
        .file("WEB-INF/bbb.xml", "2")
        .bytes();
    String text = new String(bytes, StandardCharsets.ISO_8859_1)
        .replace("WEB-INF/bbb.xml", "WEB-INF/aaa.xml");
    Path war = Files.write(folder.resolve("twice.war"), text.getBytes(StandardCharsets.ISO_8859_1));
    assertTrue(grafts().run(war).ends(ExitCode.REFUSED).err().contains("twice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postern.prefx=jobs | Did you mean 'postern.prefix'",
        "postern.prefix=J | 'J'",
        "postern.login=sesion | 'sesion'",
        "postern.reveal-key=r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY= |"
            + " POSTERN_REVEAL_KEY",
        "postern.jdbc-password=geheim | POSTERN_JDBC_PASSWORD",
        "postern.jdbc-url=jdbc:postgresql://db/x?password=geheim | POSTERN_JDBC_URL"
      })
  void settingsAreJudgedByTheLibraryAndSecretsStayOutside(String setting, String words) {
    Run run = new Grafts(folder).run(Wars.application(), "--set", setting).ends(ExitCode.REFUSED);
    assertTrue(run.err().contains(words), run.err());
    assertFalse(run.err().contains("geheim") || run.err().contains("MDEy"), run.err());
    assertFalse(Files.exists(grafts().output()));
  }

  @Test
  void aSecretIsWrittenOnlyIfSomebodySaysSo() throws IOException {
    Path war = Wars.application().write(folder.resolve("app.war"));
    Run run = new Commands()
        .run(
            "graft",
            war.toString(),
            "-o",
            grafts().output().toString(),
            "--set",
            "postern.prefix=jobs",
            "--set",
            "postern.pepper=p1:MDEyMzQ1Njc4OWFiY2RlZg==",
            "--allow-secrets")
        .ok();
    assertTrue(run.out().contains("! postern.pepper is in the WAR"), run.out());
  }

  @Test
  void anotherValueInTheDescriptorIsNotOverwrittenUnlessItMayBe() throws IOException {
    Wars war = Wars.application()
        .webXml(Wars.webXml(
            "",
            "<context-param><param-name>postern.prefix</param-name>"
                + "<param-value>shop</param-value></context-param>\n"));
    Run refused = grafts().run(war).ends(ExitCode.REFUSED);
    assertTrue(refused.err().contains("'shop'") && refused.err().contains("'jobs'"), refused.err());
    grafts().run(war, "--force-settings").ok();
    String descriptor =
        new String(Wars.content(grafts().output()).get("WEB-INF/web.xml"), StandardCharsets.UTF_8);
    assertTrue(
        descriptor.contains("<param-value>jobs</param-value>") && !descriptor.contains("shop"),
        descriptor);
  }

  @Test
  void settingsComeFromAFileToo() throws IOException {
    Path file = Files.writeString(
        folder.resolve("s.properties"), "postern.admin-roles=größer & <kleiner>\n");
    grafts().run(Wars.application(), "--settings", file.toString()).ok();
    String descriptor =
        new String(Wars.content(grafts().output()).get("WEB-INF/web.xml"), StandardCharsets.UTF_8);
    assertTrue(descriptor.contains("größer &#38; &#60;kleiner&#62;"), descriptor);
    grafts().run(Wars.application(), "--settings", "/nowhere", "-o", "x.war").ends(ExitCode.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "graft",
    "graft app.war",
    "graft a.war -o b.war --filter=maybe",
    "doctor",
    "doctor --prefix jobs",
    "doctor --prefix NO --url http://127.0.0.1:1"
  })
  void wrongUsageIsTwo(String line) {
    Run run = new Commands().run(line.split(" ")).ends(ExitCode.USAGE);
    assertEquals("", run.out());
  }

  @Test
  void noBundleIsRefused() {
    Path war = Wars.application().write(folder.resolve("app.war"));
    assertTrue(new Commands()
        .run("graft", war.toString(), "--dry-run", "--bundle", war.toString())
        .ends(ExitCode.REFUSED)
        .err()
        .contains("no bundle of Postern"));
  }

  private void refused(Wars war, String words) {
    Run run = grafts().run(war).ends(ExitCode.REFUSED);
    assertTrue(run.err().contains(words), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(
          files.noneMatch(file -> file.getFileName().toString().contains("graft")),
          "nothing was written");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Grafts grafts() {
    return new Grafts(folder);
  }
}
