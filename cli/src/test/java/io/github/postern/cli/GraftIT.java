package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Grafted WARs do what they should: they are deployed as they were written, and called with a key.
 */
class GraftIT {

  @TempDir
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "metadata-complete, --accept-metadata-complete",
    "absolute-ordering, --filter=automatic",
    "both, --accept-metadata-complete",
    "both, --filter=declared"
  })
  @DisplayName("F-42: what would switch the jar off does not")
  void whatWouldSwitchTheJarOffDoesNot(String what, String option) throws Exception {
    String attributes = what.equals("absolute-ordering") ? "" : " metadata-complete=\"true\"";
    String elements = what.equals("metadata-complete") ? "" : "<absolute-ordering/>\n";
    grafts().assertWorks(Wars.application().webXml(Wars.webXml(attributes, elements)), option);
  }

  @ParameterizedTest
  @MethodSource("descriptors")
  void aDescriptorOfAnyAgeWorks(String start) throws Exception {
    grafts().assertWorks(Wars.application().webXml(start + "\n" + Wars.BODY + "</web-app>"));
  }

  static Stream<String> descriptors() {
    return Stream.of(
        "<!DOCTYPE web-app PUBLIC '-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN'"
            + " 'http://java.sun.com/dtd/web-app_2_3.dtd'>\n<web-app>",
        "<web-app xmlns='http://java.sun.com/xml/ns/javaee' version='2.5'>",
        "<web-app xmlns='http://xmlns.jcp.org/xml/ns/javaee' version='3.1'>",
        "<web-app xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.1'>");
  }

  /**
   * And the other way round: what is there without the tool is open, so the tests above can fail.
   */
  @Test
  void withoutTheNameInTheOrderTheJarIsOff() throws Exception {
    grafts()
        .run(Wars.application().webXml(Wars.webXml("", "<absolute-ordering/>\n")))
        .ok();
    Map<String, byte[]> content = Wars.content(grafts().output());
    Wars broken = Wars.empty();
    content.forEach(broken::file);
    broken.webXml(new String(content.get("WEB-INF/web.xml"), StandardCharsets.UTF_8)
        .replace("<name>postern</name>", ""));
    Path war = broken.write(folder.resolve("broken.war"));
    assertTrue(new Commands()
        .run("doctor", war.toString())
        .ends(ExitCode.REFUSED)
        .out()
        .contains("disabled"));
    try (DeployedWar deployed = DeployedWar.start(war)) {
      assertEquals(
          "403", deployed.get("/api/me", "X-API-Key", "jobs_garbage"), "nobody looks at keys");
      Run live = new Commands()
          .run("doctor", "--url", deployed.url(), "--prefix", "jobs")
          .ends(ExitCode.REFUSED);
      assertTrue(live.out().contains("ignores keys"), live.out());
    }
  }

  @Test
  void anApplicationWithoutADescriptorTakesKeysAndTheDoctorSeesThem() throws Exception {
    grafts()
        .run(Wars.empty().file("index.html", "hello").file("WEB-INF/notes.txt", "x"))
        .ok();
    Run inside = new Commands().run("doctor", grafts().output().toString()).ok();
    assertTrue(inside.out().contains("OK      WEB-INF/lib/postern-"), inside.out());
    try (DeployedWar deployed = DeployedWar.start(grafts().output())) {
      assertEquals("hello", deployed.get("/index.html"), "without a key all is as before");
      Run live = new Commands()
          .run("doctor", "--url", deployed.url(), "--prefix", "jobs", "--path", "index.html")
          .ok();
      assertEquals(
          4, live.lines().stream().filter(line -> line.startsWith("OK ")).count(), live.out());
      new Commands()
          .run("doctor", "--url", deployed.url(), "--prefix", "jobs", "--header", "X-API-Key")
          .ok();
      new Commands()
          .run("doctor", "--url", deployed.url(), "--prefix", "shop")
          .ends(ExitCode.REFUSED);
    }
  }

  @Test
  void aConstraintOfTheContainerIsReported() throws Exception {
    Run run = grafts().run(Wars.application().webXml(Wars.webXml("", """
                                                        <security-constraint>
                                                          <web-resource-collection>
                                                            <web-resource-name>all</web-resource-name>
                                                            <url-pattern>/api/*</url-pattern>
                                                            <http-method>GET</http-method>
                                                          </web-resource-collection>
                                                          <auth-constraint><role-name>user</role-name></auth-constraint>
                                                        </security-constraint>
                                                        <login-config><auth-method>BASIC</auth-method></login-config>
                                                        <security-role><role-name>user</role-name></security-role>
                                                        """))).ok();
    assertTrue(
        run.out()
            .contains("shuts scripts out of /api/* (GET): the container asks for a login"
                + " in the role user (BASIC)"),
        run.out());
  }

  @Test
  void whatWasThereStaysAsItWasByteForByte() throws Exception {
    Wars war = Wars.application().webXml(Wars.webXml("", "")).file("big.bin", new byte[3_000_000]);
    Path original = war.write(folder.resolve("app.war"));
    byte[] before = Files.readAllBytes(original);
    grafts().run(original).ok();
    assertArrayEquals(before, Files.readAllBytes(original), "the original is untouched");
    Map<String, byte[]> old = Wars.content(original);
    Map<String, byte[]> now = Wars.content(grafts().output());
    assertEquals(
        new ArrayList<>(old.keySet()),
        new ArrayList<>(now.keySet()).subList(0, old.size()),
        "the order stays");
    old.forEach((name, content) -> {
      if (!name.equals("WEB-INF/web.xml")) {
        assertArrayEquals(content, now.get(name), name);
      }
    });
  }

  @Test
  void theSameWarAndOptionsGiveTheSameBytes() throws Exception {
    Path war = Wars.application().webXml(Wars.webXml("", "")).write(folder.resolve("app.war"));
    grafts().run(war, "-o", folder.resolve("one.war").toString()).ok();
    grafts().run(war, "-o", folder.resolve("two.war").toString()).ok();
    assertEquals(-1, Files.mismatch(folder.resolve("one.war"), folder.resolve("two.war")));
  }

  /** A launcher reads such jars in place. */
  @Test
  void whatIsStoredStaysStoredAndSoAreTheJarsThatAreAdded() throws Exception {
    Path war = folder.resolve("app.war");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
      ZipEntry stored = new ZipEntry("WEB-INF/lib-provided/x.jar");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(0);
      stored.setCrc(0);
      zip.putNextEntry(stored);
    }
    grafts().run(war).ok();
    try (ZipFile zip = new ZipFile(grafts().output().toFile())) {
      List<String> packed = zip.stream()
          .filter(entry -> entry.getName().endsWith(".jar") && entry.getMethod() != ZipEntry.STORED)
          .map(ZipEntry::getName)
          .toList();
      assertEquals(List.of(), packed);
    }
  }

  /** More entries than the first format of zip files can count. */
  @Test
  void aWarWithVeryManyFilesStaysWhole() throws Exception {
    Wars war = Wars.application().webXml(Wars.webXml("", ""));
    for (int i = 0; i < 66_000; i++) {
      war.file("many/" + i, new byte[0]);
    }
    grafts().run(war).ok();
    assertTrue(Wars.content(grafts().output()).size() > 66_000 + 13);
  }

  @Test
  void aDryRunWritesNothingAndShowsTheChange() throws Exception {
    Run run = grafts()
        .run(Wars.application().webXml(Wars.webXml("", "")), "--dry-run")
        .ok();
    assertTrue(run.lines().contains("+    <param-value>jobs</param-value>"), run.out());
    assertTrue(run.lines().contains("--- WEB-INF/web.xml"), run.out());
    assertTrue(run.out().contains("+ WEB-INF/lib/postern-"), run.out());
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("app.war", "pepper"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void nothingIsOverwrittenUnlessItMayBe() throws Exception {
    Path war = Wars.application().write(folder.resolve("app.war"));
    Files.writeString(grafts().output(), "precious");
    assertTrue(grafts().run(war).ends(ExitCode.REFUSED).err().contains("--force"));
    assertEquals("precious", Files.readString(grafts().output()));
    assertTrue(grafts()
        .run(war, "--force", "-o", war.toString())
        .ends(ExitCode.REFUSED)
        .err()
        .contains("stays as it is"));
    grafts().run(war, "--force").ok();
    Path elsewhere = Files.createDirectory(folder.resolve("deploy"));
    grafts().run(war, "-o", elsewhere.toString()).ok();
    assertTrue(Files.exists(elsewhere.resolve("app.war")), "in a folder it keeps its name");
    Run nowhere = grafts()
        .run(war, "-o", folder.resolve("missing/app.war").toString())
        .ends(ExitCode.UNREACHABLE);
    assertTrue(
        nowhere.err().contains("There is no folder " + folder.resolve("missing") + "."),
        nowhere.err());
    assertFalse(
        nowhere.err().contains("\tat ") || nowhere.err().contains("Exception"), nowhere.err());
  }

  @Test
  void aSlashAtTheEndNamesAFolderWhichIsMade() throws Exception {
    Path war = Wars.application().write(folder.resolve("app.war"));
    Path deploy = folder.resolve("deploy/in");
    grafts().run(war, "-o", deploy + "/", "--set", "postern.prefx=x").ends(ExitCode.REFUSED);
    assertFalse(Files.exists(folder.resolve("deploy")), "not before all else is right");
    grafts().run(war, "-o", deploy + "/").ok();
    assertTrue(Files.isRegularFile(deploy.resolve("app.war")));
    assertTrue(
        grafts().run(war, "-o", deploy + "/").ends(ExitCode.REFUSED).err().contains("--force"));
    String file = grafts()
        .run(war, "-o", deploy.resolve("app.war") + "/")
        .ends(ExitCode.UNREACHABLE)
        .err();
    assertTrue(file.contains("is a file and no folder"), file);
  }

  @Test
  void whatIsMissingIsSaidBeforeWhatFollowsFromIt() {
    Path war = Wars.application().write(folder.resolve("app.war"));
    String told = new Commands()
        .run("graft", war.toString(), "--dry-run", "--set", "postern.login=session")
        .ok()
        .out();
    assertTrue(told.contains("! The setting postern.prefix is missing."), told);
    assertTrue(told.contains("Until then the application does not start."), told);
    assertFalse(
        told.contains("postern.bridge.user"), "the application asks getRemoteUser(): " + told);
  }

  @Test
  void whoReadsTheUserFromTheSessionIsToldOfTheBridge() {
    String told = grafts()
        .run(Wars.empty().file("WEB-INF/notes.txt", "x"), "--dry-run")
        .ok()
        .out();
    assertTrue(told.contains("! postern.login=session is set without postern.bridge.user"), told);
    assertFalse(grafts()
        .run(
            Wars.empty().file("WEB-INF/notes.txt", "x"),
            "--dry-run",
            "--set",
            "postern.bridge.user=user")
        .ok()
        .out()
        .contains("set without"));
  }

  private Grafts grafts() {
    return new Grafts(folder);
  }
}
