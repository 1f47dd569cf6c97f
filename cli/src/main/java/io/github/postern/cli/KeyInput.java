package io.github.postern.cli;

import io.github.postern.key.Secret;
import picocli.CommandLine.Option;

/** Where a key is read from: never an argument. */
final class KeyInput {

  static final String KEY = "POSTERN_CLI_KEY";

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "Holds the key in its first line; - is standard"
          + " input. By default "
          + KEY
          + ", then standard input.")
  private String file;

  Secret read(Shell shell) {
    Secret key = file != null
        ? FirstLine.of("a key", file, shell)
        : shell.variable(KEY).map(Secret::new).orElseGet(() -> ask(shell));
    return new Secret(key.reveal().strip());
  }

  private static Secret ask(Shell shell) {
    return shell.isTerminal()
        ? shell
            .prompt()
            .ask("Key: ")
            .orElseThrow(() -> new CommandException(ExitCode.USAGE, "There is no key."))
        : FirstLine.of("a key", "-", shell);
  }
}
