package io.github.postern.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The environment of one run: the streams, the variables, and the terminal if there is one. */
final class Shell {

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;
  private final Prompt prompt;
  private final boolean terminal;

  /**
   * Creates it.
   *
   * @param prompt asks the person
   * @param terminal whether the streams are a terminal
   */
  Shell(
      InputStream in,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Prompt prompt,
      boolean terminal) {
    this.in = in;
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
    this.prompt = prompt;
    this.terminal = terminal;
  }

  /** Returns the environment of this process. */
  static Shell ofProcess() {
    // From Java 22 on another console can be there without a terminal; this asks for the one
    // that is not.
    System.setProperty("jdk.console", "java.base");
    Console console = System.console();
    // A pipe gets what JSON and scripts expect, whatever the locale is.
    Charset charset = console == null ? StandardCharsets.UTF_8 : console.charset();
    return new Shell(
        System.in,
        stream(FileDescriptor.out, charset),
        stream(FileDescriptor.err, charset),
        System.getenv(),
        console == null ? new ControllingTerminal() : ControllingTerminal.of(console),
        console != null);
  }

  private static PrintStream stream(FileDescriptor descriptor, Charset charset) {
    return new PrintStream(new FileOutputStream(descriptor), true, charset);
  }

  InputStream in() {
    return in;
  }

  /** Returns where results go: what a script reads. */
  PrintStream out() {
    return out;
  }

  /** Returns where everything else goes. */
  PrintStream err() {
    return err;
  }

  Prompt prompt() {
    return prompt;
  }

  boolean isTerminal() {
    return terminal;
  }

  /** Returns a variable of the environment; an empty one counts as not set. */
  Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** Tells the person something, on standard error. */
  void printMessage(String message) {
    err.println(Printable.line(message));
  }

  /** Prints one line of the result. */
  void print(String line) {
    out.println(Printable.line(line));
    requireOutput("Standard output does not take the result.");
  }

  /** Fails with a message if what was printed has not arrived. */
  void requireOutput(String message) {
    if (out.checkError()) {
      throw new CommandException(ExitCode.UNREACHABLE, message);
    }
  }
}
