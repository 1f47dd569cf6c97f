package io.github.postern.cli;

import io.github.postern.cli.graft.Bundle;
import io.github.postern.cli.graft.Diagnosis;
import io.github.postern.cli.graft.Diagnostic;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code doctor} */
@Command(
    name = "doctor",
    description = "Look whether keys work: in a WAR before it is deployed, in an application that"
        + " runs, or both. Nothing is changed.")
final class DoctorCommand implements Runnable {

  private final Shell shell;

  @Parameters(paramLabel = "WAR", arity = "0..1", description = "The WAR, as it will be deployed.")
  private Path war;

  @Option(
      names = "--bundle",
      paramLabel = "ZIP",
      description = "Another bundle to compare with than the one in this program.")
  private Path bundle;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      description = "The start of the application's keys; needed for a check of the application"
          + " that runs at --url.")
  private String prefix;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      defaultValue = "/",
      description = "A path of the application that keys should open. By default ${DEFAULT-VALUE}.")
  private String path;

  @Option(
      names = "--header",
      paramLabel = "NAME",
      description = "The header that carries keys. By default Authorization, as Bearer.")
  private String header;

  @Mixin
  private final ServerOptions server = new ServerOptions();

  DoctorCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (war == null && prefix == null) {
      throw new CommandException(
          ExitCode.USAGE,
          "Say what to look at: a WAR, or an application that runs: --url URL"
              + " --prefix PREFIX.");
    }
    List<Diagnostic> diagnostics = new ArrayList<>();
    if (war != null) {
      diagnostics.addAll(inside());
    }
    if (prefix != null) {
      diagnostics.addAll(new LiveCheck(server.server(shell), prefix, path, header).diagnostics());
    }
    diagnostics.forEach(
        diagnostic -> shell.print(String.format("%-7s %s", diagnostic.level(), diagnostic.text())));
    long alarms = diagnostics.stream()
        .filter(diagnostic -> diagnostic.level() == Diagnostic.Level.ALARM)
        .count();
    if (alarms > 0) {
      throw new CommandException(
          ExitCode.REFUSED, alarms == 1 ? "There is 1 alarm." : "There are " + alarms + " alarms.");
    }
  }

  private List<Diagnostic> inside() {
    try {
      return Diagnosis.of(
          WarReader.read(war), bundle == null ? Bundle.embedded() : Bundle.of(bundle));
    } catch (RefusedException e) {
      throw new CommandException(ExitCode.REFUSED, e.getMessage());
    }
  }
}
