package io.github.postern.cli;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rotate} */
@Command(
    name = "rotate",
    description = "Give a key a successor. The new key goes to standard output, everything else"
        + " to standard error.")
final class RotateCommand implements Runnable {

  private final Shell shell;

  @Mixin
  private final AccessOptions access = new AccessOptions();

  @Parameters(
      paramLabel = "ID",
      converter = KeyIdArgument.class,
      description = "The id of the key.")
  private String id;

  @Option(
      names = "--overlap",
      paramLabel = "DURATION",
      description = "How long the old key works on: 24h, PT24H. Without it, not at all.")
  private String overlap;

  RotateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    JsonObjectBuilder body = Json.createObjectBuilder();
    if (overlap != null) {
      body.add("overlap", overlap);
    }
    access.open(shell).rotate(id, body.build()).print(shell, "Rotated " + id + " into");
    shell.printMessage(
        overlap == null
            ? "The old key no longer works."
            : "The old key works for " + overlap + " more, or until its own end.");
  }
}
