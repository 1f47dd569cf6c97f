package io.github.postern.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The programs of Node that check the pages. Where there is no Node, or one that is too old, a test
 * that asks for them is left out.
 */
public final class Node {

  private static final Path SOURCES = Path.of("src").toAbsolutePath();
  private static final Path TOOLS = Path.of("target", "node").toAbsolutePath();
  private static final int OLDEST = 20;
  private static final int PATIENCE_SECONDS = 180;
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  /** The codes of npm for a registry that does not answer, or not to us. */
  private static final Pattern UNREACHABLE = Pattern.compile(
      "code (ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|E401|E403|E407|E5\\d\\d|ERR_SOCKET_TIMEOUT)\\b|took"
          + " longer than");

  private Node() {}

  /**
   * Runs a program of Node in {@code src}, for three minutes at most.
   *
   * @return what it said, if it failed; empty if all is well
   * @throws TestAbortedException where there is no Node
   */
  public static String complaintsOf(List<String> arguments)
      throws IOException, InterruptedException {
    require("node");
    List<String> command = new ArrayList<>(List.of("node"));
    command.addAll(arguments);
    return run(SOURCES, command);
  }

  /**
   * Runs a program of a package that {@code src/package-lock.json} names, and installs these
   * packages before, unless that is done.
   *
   * @param program the path of the program within {@code node_modules}
   * @return what it said, if it failed; empty if all is well
   * @throws TestAbortedException where there is no Node, or no way to the registry of npm
   * @throws AssertionError if these packages cannot be installed for another reason
   */
  public static String complaintsOf(String program, String... arguments)
      throws IOException, InterruptedException {
    require("node");
    install();
    List<String> all =
        new ArrayList<>(List.of(TOOLS.resolve("node_modules").resolve(program).toString()));
    all.addAll(List.of(arguments));
    return complaintsOf(all);
  }

  private static synchronized void install() throws IOException, InterruptedException {
    require("npm");
    Files.createDirectories(TOOLS);
    Path installed = TOOLS.resolve("node_modules").resolve(".package-lock.json");
    Path lock = TOOLS.resolve("package-lock.json");
    if (Files.exists(installed)
        && Files.exists(lock)
        && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0) {
      return;
    }
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(SOURCES.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    String complaints = run(
        TOOLS,
        List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
    Matcher unreachable = UNREACHABLE.matcher(complaints);
    if (unreachable.find()) {
      throw leftOut("npm cannot reach its registry: " + unreachable.group() + ".");
    }
    assertEquals(
        "",
        complaints,
        "src/package.json and src/package-lock.json name packages that npm can install");
  }

  private static void require(String tool) throws IOException, InterruptedException {
    if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)))) {
      throw leftOut("There is no " + tool + " here.");
    }
    String tooOld = run(
        Path.of("").toAbsolutePath(),
        List.of(
            "node",
            "--eval",
            "if (parseInt(process.versions.node) < "
                + OLDEST
                + ") throw new Error(process.version)"));
    if (!tooOld.isEmpty()) {
      throw leftOut("This is Node " + tooOld + ", and it takes " + OLDEST + " or newer.");
    }
  }

  /**
   * Says it on the console as well, where Maven gives no reasons for what it skips; once for each
   * reason.
   */
  private static TestAbortedException leftOut(String why) {
    String words = "The JavaScript of the pages is not checked. " + why;
    if (SAID.add(words)) {
      System.out.println("[WARNING] " + words);
    }
    return new TestAbortedException(words);
  }

  private static String run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(Files.createDirectories(TOOLS), "said", ".txt");
    try {
      Process process = new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(out.toFile())
          .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return command + " took longer than " + PATIENCE_SECONDS + " s\n" + Files.readString(out);
      }
      return process.exitValue() == 0 ? "" : command + " failed:\n" + Files.readString(out);
    } finally {
      Files.deleteIfExists(out);
    }
  }
}
