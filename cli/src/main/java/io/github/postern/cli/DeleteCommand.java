package io.github.postern.cli;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code delete} */
@Command(name = "delete", description = "Delete a key. It is refused from then on.")
final class DeleteCommand implements Runnable {

  /** States in which a key is a leftover that a name does not mean. */
  private static final Set<String> OVER = Set.of("expired", "superseded", "revoked");

  private final Shell shell;

  @Mixin
  private final AccessOptions access = new AccessOptions();

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(
      names = "--chain",
      negatable = true,
      description = "A key that was rotated has a successor that works: delete that, too, or with"
          + " --no-chain the old key alone. Without one of them nothing is deleted"
          + " then.")
  private Boolean chain;

  DeleteCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Keys keys = access.open(shell);
    if (target.id != null) {
      keys.delete(target.id, chain);
      shell.printMessage("Deleted key " + target.id + ".");
      return;
    }
    List<JsonObject> named = keys.list().stream()
        .filter(key -> key.getString("name").equals(target.name))
        .toList();
    JsonObject key = only(named);
    keys.delete(key.getString("id"), chain);
    shell.printMessage("Deleted " + KeyText.name(key) + ".");
    named.stream()
        .filter(other -> other.getString("state").equals("superseded") && other != key)
        .forEach(other -> shell.printMessage("Its predecessor "
            + other.getString("id")
            + " works until "
            + KeyText.expiration(other)
            + " unless it is deleted, too."));
  }

  /** A name need not be unique, and the wrong key must not be deleted by guessing. */
  private JsonObject only(List<JsonObject> named) {
    List<JsonObject> living =
        named.stream().filter(key -> !OVER.contains(key.getString("state"))).toList();
    List<JsonObject> meant = living.isEmpty() ? named : living;
    if (meant.isEmpty()) {
      throw new CommandException(
          ExitCode.REFUSED, "There is no key with the name '" + target.name + "'.");
    }
    if (meant.size() > 1) {
      throw new CommandException(
          ExitCode.REFUSED,
          "There are "
              + meant.size()
              + " keys with the name '"
              + target.name
              + "'; delete one by its id: "
              + meant.stream().map(key -> key.getString("id")).collect(Collectors.joining(", "))
              + ".");
    }
    return meant.get(0);
  }

  /** Which key. */
  static final class Target {

    @Parameters(
        paramLabel = "ID",
        converter = KeyIdArgument.class,
        description = "The id of the key.")
    private String id;

    @Option(
        names = {"-n", "--name"},
        paramLabel = "NAME",
        description = "Or its name.")
    private String name;
  }
}
