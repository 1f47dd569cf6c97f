package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The zip for people without Maven: what is in it, and that it is all that a WAR needs. */
class BundleIT {

  private static final Path ZIP = Path.of(System.getProperty("bundle.zip"));

  @TempDir
  private Path folder;

  /** Each jar is a cost to a stranger's application: docs/decisions.md says why these. */
  @Test
  void theZipHasWhatBelongsIntoTheWarAndNothingElse() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    Wars.content(ZIP)
        .keySet()
        .forEach(name -> names.add(name.replaceFirst("-[0-9][0-9A-Za-z.-]*\\.jar$", ".jar")));
    assertEquals(
        new TreeSet<>(Stream.of(
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
                "postern")
            .map(name -> name + ".jar")
            .toList()),
        names);
  }

  @Test
  void theTimeOfNoEntryIsThatOfTheBuild() throws Exception {
    try (ZipFile zip = new ZipFile(ZIP.toFile())) {
      assertEquals(1, zip.stream().map(entry -> entry.getTimeLocal()).distinct().count());
    }
  }

  @Test
  void theCommandLineHasTheSameZip() throws Exception {
    try (ZipFile cli = new ZipFile(System.getProperty("cli.jar"))) {
      assertArrayEquals(
          Files.readAllBytes(ZIP),
          cli.getInputStream(cli.getEntry("io/github/postern/cli/graft/postern-bundle.zip"))
              .readAllBytes());
    }
  }

  /** As the README says it: unzip into WEB-INF/lib, and the parameters in web.xml. */
  @Test
  void unzippedIntoAWarItWorks() throws Exception {
    Wars war = Wars.application()
        .webXml(Wars.webXml(
            "",
            parameter("postern.prefix", "jobs")
                + parameter("postern.login", "session")
                + parameter("postern.login.user", "user")
                + parameter("postern.data-directory", folder.resolve("data").toString())));
    for (Map.Entry<String, byte[]> jar : Wars.content(ZIP).entrySet()) {
      war.file("WEB-INF/lib/" + jar.getKey(), jar.getValue());
    }
    Path file = war.write(folder.resolve("app.war"));
    assertTrue(new Commands()
        .run("doctor", file.toString()).ok().lines().stream()
            .allMatch(line -> line.startsWith("OK")));
    try (DeployedWar deployed = DeployedWar.start(file)) {
      deployed.assertKeysWork();
    }
  }

  private static String parameter(String name, String value) {
    return "<context-param><param-name>"
        + name
        + "</param-name><param-value>"
        + value
        + "</param-value></context-param>\n";
  }
}
