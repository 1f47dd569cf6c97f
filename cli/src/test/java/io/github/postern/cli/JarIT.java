package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as people start it: a process with pipes. */
class JarIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();
  private static final String JAR = System.getProperty("cli.jar");

  @TempDir
  private Path folder;

  @Test
  void aWholeLifeThroughPipes() throws Exception {
    try (TestApp app = TestApp.start()) {
      Map<String, String> alice = environment(app, "alice");
      Run created = run(alice, "", "create", "-n", "größer", "-d", "24h");
      assertEquals("alice false", app.me(created.key()));
      assertFalse(created.err().contains(created.key()));
      assertFalse(created.err().contains("\033"), "nothing that moves in a pipe");
      run(Map.of(), created.out(), "verify", "--prefix", "test").ok();
      assertTrue(run(alice, created.out(), "whoami").ok().lines().contains("owner: alice"));
      List<String> lines = run(alice, "", "list").ok().lines();
      assertTrue(
          lines.get(1).startsWith(created.id() + "…") && lines.get(1).endsWith("größer"),
          lines.get(1));

      Run rotated = run(alice, "", "rotate", created.id());
      assertEquals("401", app.me(created.key()));
      run(alice, "", "delete", "--name", "größer").ok();
      assertEquals("401", app.me(rotated.key()));

      Run forCarol =
          run(environment(app, "bob"), "", "create", "-i", "carol", "-n", "c", "-d", "1d");
      assertEquals("carol true", app.me(forCarol.key()));
      run(alice, "", "list", "-i", "bob").ends(ExitCode.NOT_ALLOWED);
      run(alice, "wrong\n", "list", "--password-file", "-").ends(ExitCode.NOT_ALLOWED);
      app.stop();
      run(alice, "", "list").ends(ExitCode.UNREACHABLE);
    }
  }

  @Test
  void theJarKnowsItsVersion() throws Exception {
    assertTrue(run(Map.of(), "", "--version").ok().out().matches("postern-cli [0-9].*\\s*"));
  }

  private static Map<String, String> environment(TestApp app, String user) {
    return Map.of(
        "POSTERN_CLI_URL", app.url(), "POSTERN_CLI_USER", user, "POSTERN_CLI_PASSWORD", user);
  }

  private Run run(Map<String, String> environment, String input, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-jar", JAR));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .redirectInput(Files.writeString(folder.resolve("in"), input).toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("POSTERN_") || name.contains("JAVA_"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
