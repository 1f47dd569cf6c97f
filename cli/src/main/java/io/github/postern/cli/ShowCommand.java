package io.github.postern.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code show} */
@Command(name = "show", description = "Show all that is known of a key, but for its secret.")
final class ShowCommand implements Runnable {

  private final Shell shell;

  @Mixin
  private final AccessOptions access = new AccessOptions();

  @Mixin
  private final KeyOutput output = new KeyOutput();

  @Parameters(
      paramLabel = "ID",
      converter = KeyIdArgument.class,
      description = "The id of the key.")
  private String id;

  ShowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    output.print(access.open(shell).show(id), shell);
  }
}
