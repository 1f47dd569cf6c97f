package io.github.postern.cli;

import io.github.postern.cli.graft.Bundle;
import io.github.postern.cli.graft.GraftPlan;
import io.github.postern.cli.graft.Planner;
import io.github.postern.cli.graft.WarWriter;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WarReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code graft} */
@Command(
    name = "graft",
    description = "Put Postern into a WAR: writes a new WAR and never changes the old one.")
final class GraftCommand implements Runnable {

  private final Shell shell;

  @Parameters(paramLabel = "WAR", description = "The WAR, for Jakarta EE 10 or 11.")
  private Path war;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The new WAR, or a folder for one of the same name: servers name the"
          + " application by it. A folder that does not exist is made if there is a /"
          + " at its end.")
  private String output;

  @Option(names = "--force", description = "Replace the file that is there.")
  private boolean force;

  @Option(names = "--dry-run", description = "Print what would be done, and write nothing.")
  private boolean dryRun;

  @Option(
      names = "--bundle",
      paramLabel = "ZIP",
      description = "Another bundle than the one in this program.")
  private Path bundle;

  @Mixin
  private final GraftOptions options = new GraftOptions();

  GraftCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (output == null && !dryRun) {
      throw new CommandException(
          ExitCode.USAGE, "Say where the new WAR goes: --output FILE; or look first: --dry-run.");
    }
    Path target = null;
    try {
      WarFile read = WarReader.read(war);
      if (!dryRun) {
        target = target();
      }
      GraftPlan plan = Planner.plan(
          read, bundle == null ? Bundle.embedded() : Bundle.of(bundle), options.request());
      // A tab would be shown as a question mark.
      plan.lines().forEach(line -> shell.print(line.replace("\t", "    ")));
      if (!dryRun) {
        if (isFolder()) {
          Files.createDirectories(target.getParent());
        }
        WarWriter.write(read, plan, target);
        shell.printMessage("Written: " + target);
      }
    } catch (RefusedException e) {
      throw new CommandException(ExitCode.REFUSED, e.getMessage());
    } catch (InvalidPathException e) {
      throw new CommandException(
          ExitCode.USAGE,
          output + ", which --output names, is no name of a file: " + e.getReason() + ".");
    } catch (IOException e) {
      throw new CommandException(ExitCode.UNREACHABLE, target + " cannot be written: " + e + ".");
    }
  }

  /**
   * Returns where the new WAR goes. A folder that is only named is not made before all else is
   * known to be right.
   */
  private Path target() {
    Path named = Path.of(output);
    Path target = isFolder() ? named.resolve(war.getFileName()) : named;
    Path folder = target.toAbsolutePath().getParent();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new CommandException(
          ExitCode.UNREACHABLE, target.getParent() + " is a file and no folder. Name another one.");
    } else if (!isFolder() && !Files.exists(folder)) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "There is no folder "
              + target.getParent()
              + ". Make it; or name a folder with"
              + " a / at its end, which is made where it does not exist.");
    } else if (!force && Files.exists(target)) {
      throw new RefusedException(
          target + " is there already. Name another file, or replace it by --force.");
    }
    return target;
  }

  private boolean isFolder() {
    return output.endsWith("/")
        || output.endsWith(File.separator)
        || Files.isDirectory(Path.of(output));
  }
}
