package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Cache;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of each library there is one version in a grafted WAR. */
class GraftLibrariesIT {

  @TempDir
  private Path folder;

  @Test
  void ourCompanionsAreAddedWhereTheWarHasNone() throws Exception {
    graft(Wars.application()).ok();
    assertEquals(
        List.of(
            "agroal-api",
            "agroal-pool",
            "caffeine",
            "derby",
            "derbyshared",
            "jakarta.json-api",
            "jakarta.persistence-api",
            "mybatis-migrations",
            "org.eclipse.persistence.asm",
            "org.eclipse.persistence.core",
            "org.eclipse.persistence.jpa",
            "org.eclipse.persistence.jpa.jpql",
            "parsson",
            "postern"),
        libraries());
  }

  @ParameterizedTest
  @CsvSource({
    "caffeine-3.1.8.jar, caffeine, 3.1.8",
    "my-cache.jar, caffeine, 3.0.0",
    "c.jar, caffeine, 3.9"
  })
  void theVersionOfTheWarIsKeptIfItWorksWhateverItsFileIsCalled(
      String file, String artifact, String version) throws Exception {
    Run run = graft(Wars.application().library(file, artifact, version, classes(Cache.class)))
        .ok();
    assertTrue(
        run.out()
            .contains("= caffeine " + version + " of the WAR is used (WEB-INF/lib/" + file + ")"),
        run.out());
    assertFalse(run.out().contains("+ WEB-INF/lib/caffeine"), run.out());
  }

  @ParameterizedTest
  @CsvSource({
    "caffeine, 2.9.3, caffeine",
    "caffeine, 4.0, caffeine",
    "jakarta.persistence-api, 3.0.0, persistence-api",
    "jakarta.json-api, 2.0.2, json-api"
  })
  void aVersionThatDoesNotWorkIsRefusedUnlessSomebodyChooses(
      String artifact, String version, String name) throws Exception {
    Class<?> type = switch (name) {
      case "caffeine" -> Cache.class;
      case "json-api" -> JsonObject.class;
      default -> EntityManager.class;
    };
    Wars war =
        Wars.application().library("x-" + version + ".jar", artifact, version, classes(type));
    String refusal = graft(war).ends(ExitCode.REFUSED).err();
    assertTrue(
        refusal.contains(name + " " + version) && refusal.contains("--replace " + name), refusal);
    assertFalse(Files.exists(grafts().output()));

    Run replaced = graft(war, "--replace", name).ok();
    assertTrue(replaced.out().contains("- WEB-INF/lib/x-" + version + ".jar"), replaced.out());
    assertFalse(libraries().contains("x"));
    assertTrue(libraries().contains(artifact));
    Files.delete(grafts().output());
    graft(war, "--keep", name).ok();
    assertTrue(
        libraries().contains("x") && !libraries().contains(artifact),
        libraries().toString());
  }

  @Test
  void whatIsInsideAnotherJarCountsAndIsNeverThereTwice() throws Exception {
    Wars war = Wars.application()
        .file(
            "WEB-INF/lib/everything.jar",
            Wars.empty().type(EntityManager.class, "").type(OwnClass.class, "").bytes());
    String refusal = graft(war).ends(ExitCode.REFUSED).err();
    assertTrue(
        refusal.contains("everything.jar has persistence-api in it and does not say which version"),
        refusal);
    String stays =
        graft(war, "--replace", "persistence-api").ends(ExitCode.REFUSED).err();
    assertTrue(stays.contains("has more in it"), stays);
    graft(war, "--keep", "persistence-api").ok();
    assertFalse(libraries().contains("jakarta.persistence-api"));
  }

  /** As in jakarta.json 2.0.1, where API and implementation are one jar. */
  @Test
  void theImplementationThatParssonSucceedsGoesWithItsApi() throws Exception {
    Map<String, byte[]> content = new HashMap<>(classes(JsonObject.class));
    content.put("org/glassfish/json/JsonProviderImpl.class", new byte[0]);
    content.put("META-INF/services/jakarta.json.spi.JsonProvider", new byte[0]);
    Wars war =
        Wars.application().library("jakarta.json-2.0.1.jar", "jakarta.json", "2.0.1", content);
    graft(war).ends(ExitCode.REFUSED);
    Run replaced = graft(war, "--replace", "json-api").ok();
    assertTrue(replaced.out().contains("- WEB-INF/lib/jakarta.json-2.0.1.jar"), replaced.out());
    assertTrue(libraries().containsAll(List.of("jakarta.json-api", "parsson"))
        && !libraries().contains("jakarta.json"));
  }

  @Test
  void aPartOfEclipseLinkIsNotMixedWithOurs() throws Exception {
    Wars war = Wars.application()
        .library(
            "core.jar",
            "org.eclipse.persistence.core",
            "4.0.2",
            classes(org.eclipse.persistence.sessions.Session.class));
    String refusal = graft(war).ends(ExitCode.REFUSED).err();
    assertTrue(refusal.contains("only a part of eclipselink"), refusal);
    graft(war, "--replace", "eclipselink").ok();
    assertTrue(
        libraries().contains("org.eclipse.persistence.core") && !libraries().contains("core"));
  }

  @Test
  void theApplicationsHibernateAndJsonProviderMakeOursNeedless() throws Exception {
    Run run = graft(Wars.application()
            .library(
                "hibernate-core-6.6.56.Final.jar",
                "hibernate-core",
                "6.6.56.Final",
                Map.of("org/hibernate/jpa/HibernatePersistenceProvider.class", new byte[0]))
            .library(
                "johnzon-core-2.0.1.jar",
                "johnzon-core",
                "2.0.1",
                Map.of(
                    "META-INF/services/jakarta.json.spi.JsonProvider",
                    new byte[0],
                    "a/B.class",
                    new byte[0])))
        .ok();
    assertTrue(
        run.out().contains("eclipselink is left out: the application brings Hibernate"), run.out());
    assertTrue(
        run.out().contains("parsson is left out: the application brings another provider"),
        run.out());
    Files.delete(grafts().output());
    assertTrue(graft(Wars.application(), "--with", "parsson")
        .ok()
        .out()
        .contains("+ WEB-INF/lib/parsson"));
  }

  @Test
  void derbyStaysAwayWhereAnotherDatabaseIsNamedOrNobodyWantsIt() throws Exception {
    graft(Wars.application(), "--set", "postern.datasource=java:comp/env/jdbc/keys")
        .ok();
    assertFalse(libraries().contains("derby") || libraries().contains("derbyshared"));
    Files.delete(grafts().output());
    graft(Wars.application(), "--without", "derby,eclipselink").ok();
    assertFalse(String.join(" ", libraries()).matches(".*(derby|eclipse).*"));
    assertTrue(graft(Wars.application(), "--without", "derbi", "--force")
        .ends(ExitCode.REFUSED)
        .err()
        .contains("derby, eclipselink, json-api"));
  }

  /** As in Fuseki, which brings the servlet API. */
  @Test
  void theServletApiInAWarIsNoConstraint() throws Exception {
    Map<String, byte[]> api = new HashMap<>(classes(ServletSecurity.class));
    api.putAll(classes(ServletSecurityElement.class));
    Wars war = Wars.application()
        .library("jakarta.servlet-api-6.0.0.jar", "jakarta.servlet-api", "6.0.0", api);
    assertFalse(graft(war, "--dry-run").ok().out().contains("@ServletSecurity"));
    war.library("guarded-1.0.jar", "guarded", "1.0", classes(Guarded.class));
    assertTrue(graft(war, "--dry-run").ok().out().contains("Classes use @ServletSecurity"));
  }

  @Test
  void aDriverCanBeAddedButNotTwice() throws Exception {
    Path driver = Wars.empty().type(OwnClass.class, "").write(folder.resolve("driver-1.0.jar"));
    graft(Wars.application(), "--add", driver.toString()).ok();
    assertTrue(libraries().contains("driver"));
    Files.delete(grafts().output());
    Wars war = Wars.application()
        .file("WEB-INF/lib/other.jar", Wars.empty().type(OwnClass.class, "").bytes());
    assertTrue(graft(war, "--add", driver.toString())
        .ends(ExitCode.REFUSED)
        .err()
        .contains("same classes"));
    graft(Wars.application(), "--add", folder.resolve("none.jar").toString())
        .ends(ExitCode.REFUSED);
    Wars namesake = Wars.application()
        .file("WEB-INF/lib/driver-1.0.jar", Wars.empty().type(Cache.class, "").bytes());
    assertTrue(graft(namesake, "--keep", "caffeine", "--add", driver.toString())
        .ends(ExitCode.REFUSED)
        .err()
        .contains("take the place of"));
  }

  @Test
  void anUpgradePutsThisVersionInThePlaceOfTheOld() throws Exception {
    graft(Wars.application().webXml(Wars.webXml("", ""))).ok();
    Path first = Files.move(grafts().output(), folder.resolve("first.war"));
    assertTrue(grafts().run(first).ends(ExitCode.REFUSED).err().contains("--upgrade"));
    Run upgraded = grafts().run(first, "--upgrade").ok();
    assertTrue(upgraded.out().contains("- WEB-INF/lib/postern-"), upgraded.out());
    assertTrue(upgraded.out().contains("= derby 10.16"), upgraded.out());
    assertFalse(upgraded.out().contains("web.xml"), "the settings are there already");
    new Commands().run("doctor", grafts().output().toString()).ok();
  }

  /** The ranges are no guess: their ends are deployed, and called with a key. */
  @ParameterizedTest
  @CsvSource({"oldest, 2", "newest, 9"})
  void theOldestAndTheNewestThatAreKeptWork(String which, int added) throws Exception {
    Wars war = Wars.application().webXml(Wars.webXml("", ""));
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("companions"), which))) {
      for (Path jar : jars.sorted().toList()) {
        war.file("WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
      }
    }
    Run run = graft(war).ok();
    assertEquals(
        added,
        run.lines().stream().filter(line -> line.startsWith("+ WEB-INF/lib/")).count(),
        run.out());
    Run doctor = new Commands().run("doctor", grafts().output().toString()).ok();
    assertFalse(doctor.out().contains("WARNING"), doctor.out());
    try (DeployedWar deployed = DeployedWar.start(grafts().output())) {
      deployed.assertKeysWork();
    }
  }

  private Run graft(Wars war, String... options) {
    return grafts().run(war, options);
  }

  private Grafts grafts() {
    return new Grafts(folder);
  }

  /** Returns the names of the libraries in the result, without versions. */
  private List<String> libraries() throws IOException {
    Pattern version = Pattern.compile("(-[0-9][0-9A-Za-z.-]*)?\\.jar$");
    return Wars.content(grafts().output()).keySet().stream()
        .filter(name -> name.startsWith("WEB-INF/lib/"))
        .map(name -> version.matcher(name.substring(12)).replaceFirst(""))
        .sorted()
        .toList();
  }

  private static Map<String, byte[]> classes(Class<?> type) {
    return Map.of(type.getName().replace('.', '/') + ".class", Wars.bytes(type));
  }

  @ServletSecurity
  private static final class Guarded {}

  /** A class that is in nothing else. */
  static final class OwnClass {}
}
