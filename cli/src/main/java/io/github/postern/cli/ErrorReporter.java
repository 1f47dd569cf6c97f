package io.github.postern.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says on standard error what went wrong. An argument that is not understood may be a secret: it is
 * not repeated.
 */
final class ErrorReporter implements IParameterExceptionHandler, IExecutionExceptionHandler {

  private final Shell shell;

  ErrorReporter(Shell shell) {
    this.shell = shell;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    shell.printMessage(
        fault instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), command)
            : fault.getMessage());
    shell.printMessage("See: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof CommandException failure) {
      shell.printMessage(failure.getMessage());
      return failure.exitCode();
    }
    // The message of an unknown exception may contain a secret.
    shell.printMessage("This is a defect of "
        + Main.NAME
        + ": "
        + fault.getClass().getName()
        + ". Please report it.");
    return ExitCode.UNREACHABLE;
  }

  private static String unmatched(String argument, CommandLine command) {
    if (!argument.startsWith("-")) {
      return command.getParent() == null
          ? "There is no such command."
          : "There is an argument too many.";
    }
    String option = argument.startsWith("--")
        ? argument.split("=", 2)[0]
        : argument.substring(0, Math.min(2, argument.length()));
    return command.getSubcommands().values().stream()
        .filter(each -> each.getCommandSpec().findOption(option) != null)
        .findFirst()
        .map(each -> "The option " + option + " goes behind the command, as in: "
            + each.getCommandName() + " " + option + " …")
        .orElseGet(() -> noOption(option));
  }

  private static String noOption(String option) {
    return "There is no option "
        + option
        + "."
        + (option.startsWith("--pass")
            ? " A password is asked for, or read from --password-file or "
                + LoginOptions.PASSWORD
                + "."
            : "");
  }
}
