package io.github.postern.cli;

import jakarta.json.JsonObject;
import picocli.CommandLine.Option;

/** How one key is printed. */
final class KeyOutput {

  @Option(names = "--json", description = "Print what the API answers.")
  private boolean json;

  void print(JsonObject key, Shell shell) {
    if (json) {
      shell.print(key.toString());
    } else {
      KeyText.details(key).forEach(shell::print);
    }
  }
}
