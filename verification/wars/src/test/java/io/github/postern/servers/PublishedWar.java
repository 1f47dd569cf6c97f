package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WARs from Maven Central, and {@code postern-cli graft} as people run it: the jar of the command
 * line, as a process.
 */
final class PublishedWar {

  private static final Path TARGET = Path.of(System.getProperty("servers.target"));

  private PublishedWar() {}

  /** Returns the WAR of that artifact, as it was published. */
  static Path original(String artifact) {
    return TARGET.resolve("published").resolve(artifact + ".war");
  }

  /** Returns a jar that the build made for {@code --add}. */
  static Path added(String jar) {
    return TARGET.resolve(jar);
  }

  /**
   * Grafts.
   *
   * @param war what is grafted
   * @param name names the new file
   * @throws IOException with everything that was printed, if it was refused
   */
  static Path graft(Path war, String name, String... options) throws IOException {
    Path directory = Files.createDirectories(TARGET.resolve("grafted"));
    Path grafted = directory.resolve(name + ".war");
    List<String> command = new ArrayList<>(List.of(
        AppServer.usualJavaHome().resolve("bin/java").toString(),
        "-jar",
        TARGET.resolve("postern-cli.jar").toString(),
        "graft",
        war.toString(),
        "--output",
        grafted.toString(),
        "--force"));
    command.addAll(List.of(options));
    Files.writeString(
        directory.resolve(name + ".txt"), ServerProcess.run(command, directory, Map.of()));
    return grafted;
  }

  /** Returns what graft said when it made a WAR of that name. */
  static String said(String name) throws IOException {
    return Files.readString(TARGET.resolve("grafted").resolve(name + ".txt"));
  }
}
