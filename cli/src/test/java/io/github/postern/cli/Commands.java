package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Runs commands in this process, with an environment and streams of their own. */
final class Commands {

  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private Prompt prompt = question -> Optional.empty();

  /** Somebody who has set where the application is, and who they are. */
  static Commands of(String user, String url) {
    return new Commands()
        .set("POSTERN_CLI_URL", url)
        .set("POSTERN_CLI_USER", user)
        .set("POSTERN_CLI_PASSWORD", user);
  }

  Commands set(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Commands input(String text) {
    input = text;
    return this;
  }

  /** Somebody who answers at the terminal. */
  Commands answering(String answer) {
    prompt = question -> Optional.of(new Secret(answer));
    return this;
  }

  Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell = new Shell(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        prompt,
        false);
    int code = new Main(shell, () -> UUID.randomUUID().toString()).execute(arguments);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
