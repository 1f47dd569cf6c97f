package io.github.postern.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A server as a child of this JVM: what it prints goes into a file, and it ends with
 * {@link #close()}, whatever it does.
 */
final class ServerProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Process process;
  private final Path output;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static ServerProcess start(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    Path output = directory.resolve("output.log");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    // These options are for the JVM of Maven, not for servers.
    builder.environment().keySet().removeAll(List.of("MAVEN_OPTS", "JAVA_TOOL_OPTIONS"));
    return new ServerProcess(builder.start(), output);
  }

  /** Runs a command to its end, which is at most two minutes away, and returns what it printed. */
  static String run(List<String> command, Path directory, Map<String, String> environment)
      throws IOException {
    Path output = Files.createTempFile(directory, "run", ".log");
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        throw new IOException("No end in two minutes: " + command);
      }
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (process.exitValue() != 0) {
        throw new IOException(command + " ended with " + process.exitValue() + ":\n" + printed);
      }
      return printed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      end(process.toHandle());
      Files.delete(output);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8);
  }

  /** Asks the JVM of the server: itself, or the child that its start script made last. */
  String jcmd(Path javaHome, String... question) throws IOException {
    List<String> command = new ArrayList<>(
        List.of(javaHome.resolve("bin/jcmd").toString(), "" + jvm().pid()));
    command.addAll(List.of(question));
    return run(command, output.getParent(), Map.of());
  }

  private ProcessHandle jvm() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
        .reduce((first, last) -> last)
        .orElseThrow(() -> new IllegalStateException("No JVM among " + process.info()));
  }

  @Override
  public void close() {
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    all.forEach(ServerProcess::end);
  }

  private static void end(ProcessHandle handle) {
    try {
      handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      handle.destroyForcibly();
    }
  }
}
