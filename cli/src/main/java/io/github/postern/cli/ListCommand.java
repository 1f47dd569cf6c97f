package io.github.postern.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code list} */
@Command(name = "list", description = "List keys, newest first, never a secret.")
final class ListCommand implements Runnable {

  private final Shell shell;

  @Mixin
  private final AccessOptions access = new AccessOptions();

  @Option(names = "--json", description = "Print what the API answers.")
  private boolean json;

  ListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    List<JsonObject> keys = access.open(shell).list();
    if (json) {
      shell.print(Json.createObjectBuilder()
          .add("keys", Json.createArrayBuilder(keys))
          .build()
          .toString());
    } else {
      KeyText.table(keys).forEach(shell::print);
    }
  }
}
