package sample;

import jakarta.json.Json;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The identity provider of {@code src/test/samlify}, a process of Node. */
final class Samlify {

  private static final Path SOURCE = Path.of("src", "test", "samlify");
  private static final Path FOLDER = Path.of("target", "samlify").toAbsolutePath();
  private static final List<String> FILES = List.of("package.json", "package-lock.json", "idp.mjs");
  private static final int PATIENCE_SECONDS = 120;

  private Samlify() {}

  /**
   * Installs it by its lock file, unless that is done; skips the test where there is no Node, or no
   * way to npm's registry.
   */
  static void install() throws IOException, InterruptedException {
    for (String tool : List.of("node", "npm")) {
      if (Stream.of(System.getenv("PATH").split(File.pathSeparator))
          .noneMatch(folder -> Files.isExecutable(Path.of(folder, tool)))) {
        throw new TestAbortedException(
            "There is no " + tool + " here: no second opinion from samlify");
      }
    }
    Files.createDirectories(FOLDER);
    for (String file : FILES) {
      Files.copy(SOURCE.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(FOLDER.resolve("node_modules/samlify"))) {
      return;
    }
    try {
      run("", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
    } catch (IOException e) {
      throw new TestAbortedException(
          "npm cannot install samlify, so there is no second opinion: " + e.getMessage(), e);
    }
  }

  /** Its answer, as XML. */
  static String answer(TestIdp idp, SsoLogin login, String spMetadata, Instant sessionEnd)
      throws Exception {
    String privateKey = "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(idp.key().secret().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
    String order = Json.createObjectBuilder()
        .add("idpMetadata", idp.metadata())
        .add("spMetadata", spMetadata)
        .add("privateKey", privateKey)
        .add("samlRequest", login.samlRequest())
        .add("user", "carol")
        .add("sessionEnd", sessionEnd.toString())
        .build()
        .toString();
    return new String(
        Base64.getDecoder().decode(run(order, "node", "idp.mjs")), StandardCharsets.UTF_8);
  }

  private static String run(String input, String... command)
      throws IOException, InterruptedException {
    Path in = Files.writeString(FOLDER.resolve("in"), input);
    Path out = FOLDER.resolve("out");
    Process process = new ProcessBuilder(command)
        .directory(FOLDER.toFile())
        .redirectErrorStream(true)
        .redirectInput(in.toFile())
        .redirectOutput(out.toFile())
        .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(
          String.join(" ", command) + " took longer than " + PATIENCE_SECONDS + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + Files.readString(out));
    }
    return Files.readString(out).strip();
  }
}
