package io.github.postern.cli;

import java.io.PrintWriter;
import java.util.UUID;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs one command line. */
@Command(
    name = Main.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description =
        "Manages the API keys of an application that has Postern, and puts Postern into an"
            + " application.")
public final class Main {

  static final String NAME = "postern-cli";

  private final Shell shell;
  private final Supplier<String> ids;

  /**
   * Creates it.
   *
   * @param ids makes values that nobody else has: each creation is marked with one
   */
  Main(Shell shell, Supplier<String> ids) {
    this.shell = shell;
    this.ids = ids;
  }

  /** Runs the process, and ends it with the code that {@code --help} explains. */
  public static void main(String[] arguments) {
    System.exit(new Main(Shell.ofProcess(), () -> UUID.randomUUID().toString()).execute(arguments));
  }

  /** Runs one command and returns its exit code. Nothing is thrown. */
  int execute(String... arguments) {
    ErrorReporter faults = new ErrorReporter(shell);
    CommandLine line = new CommandLine(this)
        .addSubcommand(new CreateCommand(shell, ids))
        .addSubcommand(new ListCommand(shell))
        .addSubcommand(new ShowCommand(shell))
        .addSubcommand(new DeleteCommand(shell))
        .addSubcommand(new RotateCommand(shell))
        .addSubcommand(new VerifyCommand(shell))
        .addSubcommand(new WhoamiCommand(shell))
        .addSubcommand(new GraftCommand(shell))
        .addSubcommand(new DoctorCommand(shell))
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setExpandAtFiles(false) // a name may begin with @
        .setOut(new PrintWriter(shell.out(), true))
        .setErr(new PrintWriter(shell.err(), true))
        .setParameterExceptionHandler(faults)
        .setExecutionExceptionHandler(faults);
    explain(line.getCommandSpec());
    line.getSubcommands().values().forEach(command -> {
      command
          .getCommandSpec()
          .addOption(OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Show this help message and exit.")
              .build());
      explain(command.getCommandSpec());
    });
    return line.execute(arguments);
  }

  private static void explain(CommandSpec command) {
    command.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.MEANINGS);
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {NAME + " " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
