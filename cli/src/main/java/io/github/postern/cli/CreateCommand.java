package io.github.postern.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code create} */
@Command(
    name = "create",
    description = "Create a key. The key goes to standard output, everything else to standard"
        + " error. It is shown this once.")
final class CreateCommand implements Runnable {

  private static final String NEVER = "never";

  private final Shell shell;
  private final Supplier<String> ids;

  @Mixin
  private final AccessOptions access = new AccessOptions();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "NAME",
      description = "Its name. Without one the server decides.")
  private String name;

  @Option(
      names = {"-d", "--duration"},
      paramLabel = "DURATION",
      description = "How long it works: 30d, 24h, P30D, PT24H, or never. Without one the server"
          + " decides.")
  private String duration;

  @Option(names = "--description", paramLabel = "TEXT", description = "The purpose of the key.")
  private String description;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = "A scope of the key; can be repeated.")
  private List<String> scopes;

  @Option(
      names = "--network",
      paramLabel = "CIDR",
      description = "From where it works; can be repeated.")
  private List<String> networks;

  @Option(
      names = "--idempotency-key",
      paramLabel = "VALUE",
      description = "Marks this creation, so that the same"
          + " call again creates nothing. By default a random one.")
  private String idempotencyKey;

  CreateCommand(Shell shell, Supplier<String> ids) {
    this.shell = shell;
    this.ids = ids;
  }

  @Override
  public void run() {
    String mark = idempotencyKey == null ? ids.get() : idempotencyKey;
    if (!mark.matches("[!-~]{8,128}")) {
      throw new CommandException(
          ExitCode.USAGE, "--idempotency-key must have 8 to 128 printable ASCII characters.");
    }
    access.open(shell).create(body(), mark).print(shell, "Created");
  }

  private JsonObject body() {
    JsonObjectBuilder body = Json.createObjectBuilder();
    add(body, "name", name);
    add(body, "description", description);
    if (NEVER.equals(duration)) {
      body.addNull("expiresAt");
    } else {
      add(body, "validFor", duration);
    }
    add(body, "scopes", scopes);
    add(body, "networks", networks);
    return body.build();
  }

  private static void add(JsonObjectBuilder body, String member, String text) {
    if (text != null) {
      body.add(member, text);
    }
  }

  private static void add(JsonObjectBuilder body, String member, List<String> texts) {
    if (texts != null) {
      body.add(member, Json.createArrayBuilder(texts));
    }
  }
}
