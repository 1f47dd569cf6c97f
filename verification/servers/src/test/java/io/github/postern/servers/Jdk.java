package io.github.postern.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A JDK, by what its file {@code release} says.
 *
 * @param version such as {@code 17.0.15}; {@code 0} if there is no JDK
 */
record Jdk(String version) {

  static Jdk of(Path home) {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    } catch (IOException e) {
      return new Jdk("0");
    }
    return new Jdk(release.getProperty("JAVA_VERSION", "0").replace("\"", ""));
  }

  int feature() {
    return Integer.parseInt(version.split("[.+-]")[0]);
  }

  /**
   * Returns a JDK for servers that need more than Java 17: the usual one if it does, or what is
   * named by {@code servers.newer-java-home}, or one that Debian installed. Skips the tests if
   * there is none.
   */
  static Path newerHome(int feature) throws IOException {
    List<Path> candidates = new ArrayList<>(List.of(AppServer.usualJavaHome()));
    String named = System.getProperty("servers.newer-java-home", "");
    if (!named.isEmpty()) {
      candidates.add(Path.of(named));
    }
    Path installed = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(installed)) {
      try (Stream<Path> all = Files.list(installed)) {
        all.sorted().forEach(candidates::add);
      }
    }
    Optional<Path> found =
        candidates.stream().filter(home -> Jdk.of(home).feature() >= feature).findFirst();
    Assumptions.assumeTrue(
        found.isPresent(),
        "It needs a JDK "
            + feature
            + " or newer. Name one by -Dservers.newer-java-home=DIRECTORY.");
    return found.get();
  }
}
