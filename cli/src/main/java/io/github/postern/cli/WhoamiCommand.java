package io.github.postern.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code whoami} */
@Command(name = "whoami", description = "Show what the server knows of the key that you hold.")
final class WhoamiCommand implements Runnable {

  private final Shell shell;

  @Mixin
  private final ServerOptions options = new ServerOptions();

  @Mixin
  private final KeyInput input = new KeyInput();

  @Mixin
  private final KeyCarriers carriers = new KeyCarriers();

  @Mixin
  private final KeyOutput output = new KeyOutput();

  WhoamiCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Server server = options.server(shell);
    String key = input.read(shell).reveal();
    if (!key.matches(
        "[!-~]+")) { // also what the client below would refuse, and repeat while doing so
      throw new CommandException(ExitCode.REFUSED, "Not a key: it has characters that no key has.");
    }
    output.print(carriers.first(server.apiRequest("/self"), key, server).json(), shell);
  }
}
