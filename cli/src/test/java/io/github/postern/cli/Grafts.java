package io.github.postern.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Grafts WARs in a folder, with the settings that the application of the tests needs. */
final class Grafts {

  private final Path folder;

  Grafts(Path folder) {
    this.folder = folder;
  }

  /** Runs {@code graft} on a WAR, which is written first, and answers what it left behind. */
  Run run(Wars war, String... options) {
    return run(war.write(folder.resolve("app.war")), options);
  }

  /** Runs {@code graft} on a file. */
  Run run(Path war, String... options) {
    List<String> arguments = new ArrayList<>(List.of(
        "graft",
        war.toString(),
        "--set",
        "postern.prefix=jobs",
        "--set",
        "postern.login=session",
        "--set",
        "postern.data-directory=" + folder.resolve("data"),
        "--set",
        "postern.pepper-file=" + pepper()));
    arguments.addAll(List.of(options));
    if (Stream.of(options)
        .noneMatch(option -> option.equals("--dry-run") || option.startsWith("-o"))) {
      arguments.addAll(List.of("--output", output().toString()));
    }
    return new Commands().run(arguments.toArray(String[]::new));
  }

  /** Returns where the result is. */
  Path output() {
    return folder.resolve("grafted.war");
  }

  /** Grafts a WAR, deploys the result, and expects that keys work. */
  void assertWorks(Wars war, String... options) throws Exception {
    run(war, options).ok();
    try (DeployedWar deployed = DeployedWar.start(output())) {
      deployed.assertKeysWork();
    }
  }

  private Path pepper() {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) 7);
    try {
      return Files.writeString(
          folder.resolve("pepper"), "p1:" + Base64.getEncoder().encodeToString(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
