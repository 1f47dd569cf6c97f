package io.github.postern.cli;

import io.github.postern.keyring.KeyFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verify} */
@Command(
    name = "verify",
    description = "Check the form and the checksum of a key, without a server. That finds typing"
        + " errors; whoami checks whether the key works.")
final class VerifyCommand implements Runnable {

  private final Shell shell;

  @Mixin
  private final KeyInput input = new KeyInput();

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "The start of the application's keys. By default that of the key.")
  private String prefix;

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    KeyFormat wanted = prefix == null ? null : format(ExitCode.USAGE, prefix);
    String key = input.read(shell).reveal();
    KeyFormat format = wanted != null
        ? wanted
        : format(ExitCode.REFUSED, key.substring(0, Math.max(0, key.indexOf('_'))));
    if (!format.wellFormed(key)) {
      throw new CommandException(
          ExitCode.REFUSED,
          format.claims(key)
              ? "Not a key: it begins like one, but its length, characters or"
                  + " checksum are wrong. Copy it again."
              : "Not a key of this application: those begin with " + format.start() + ".");
    }
    shell.print("Well-formed: " + format.start() + format.idOf(key) + "_…");
  }

  /** The input may be anything, so it is repeated only if the user named it as a prefix. */
  private static KeyFormat format(int exitCode, String prefix) {
    try {
      return new KeyFormat(prefix);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          exitCode,
          exitCode == ExitCode.USAGE
              ? e.getMessage() + "."
              : "Not a key: it does not begin with a prefix and an underscore.");
    }
  }
}
