package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.io.Console;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks on the terminal that the process was started from, even where its streams are pipes: Java
 * has no console in {@code KEY=$(postern-cli create …)}, where a password is asked for most. Where
 * there is no {@code /dev/tty}, nobody is asked.
 */
final class ControllingTerminal implements Prompt {

  private static final File DEVICE = new File("/dev/tty");

  /** Returns a prompt on a console that Java knows of. */
  static Prompt of(Console console) {
    return question -> Optional.ofNullable(console.readPassword("%s", question))
        .map(String::new)
        .map(Secret::new);
  }

  @Override
  public Optional<Secret> ask(String question) {
    try (InputStream in = new FileInputStream(DEVICE);
        OutputStream out = new FileOutputStream(DEVICE)) {
      return ask(question, in, out);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Secret> ask(String question, InputStream in, OutputStream out)
      throws IOException {
    // Ctrl-C at the prompt must not leave a terminal behind that shows nothing.
    Thread restore = new Thread(() -> echo(true));
    Runtime.getRuntime().addShutdownHook(restore);
    try {
      if (!echo(false)) {
        return Optional.empty();
      }
      out.write(question.getBytes(StandardCharsets.UTF_8));
      Optional<Secret> answer =
          FirstLine.read(in, Charset.forName(System.getProperty("native.encoding")));
      out.write('\n');
      return answer;
    } finally {
      echo(true);
      Runtime.getRuntime().removeShutdownHook(restore);
    }
  }

  private static boolean echo(boolean on) {
    try {
      return new ProcessBuilder("stty", on ? "echo" : "-echo")
              .redirectInput(DEVICE)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
