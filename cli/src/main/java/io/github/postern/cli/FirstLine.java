package io.github.postern.cli;

import io.github.postern.key.Secret;
import io.github.postern.text.FileText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets: the first line of a file or a stream, without its end. The rest stays unread. */
final class FirstLine {

  private static final int LONGEST = 16 * 1024;
  private static final String STANDARD_INPUT = "-";

  private FirstLine() {}

  /**
   * Reads a file that the person named.
   *
   * @param what what should be in it, for messages
   * @param file its name, or {@code -} for standard input
   */
  static Secret of(String what, String file, Shell shell) {
    try {
      if (file.equals(STANDARD_INPUT)) {
        return read(shell.in(), StandardCharsets.UTF_8)
            .orElseThrow(() -> nothing(what, "Standard input"));
      }
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        return read(in, StandardCharsets.UTF_8)
            .orElseThrow(() -> nothing(what, "The file " + file));
      }
    } catch (IOException | InvalidPathException e) {
      throw new CommandException(
          ExitCode.USAGE,
          "The file "
              + file
              + ", which should hold "
              + what
              + ", cannot be read: "
              + e.getClass().getSimpleName()
              + ".");
    }
  }

  /**
   * Returns the line, or empty if it is empty or too long to be a secret. A byte order mark tells
   * the encoding, and so do zeros: see {@link FileText}. No more is read than the line.
   *
   * @param charset of a line without a mark
   */
  static Optional<Secret> read(InputStream in, Charset charset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended && line.size() <= LONGEST) {
      int next = in.read();
      ended = next < 0 || next == '\n' && line.size() == 0;
      if (!ended) {
        line.write(next);
        ended = (next == '\n' || next == 0) && endsLine(line.toByteArray());
      }
    }
    byte[] bytes = line.toByteArray();
    Charset found = FileText.charset(bytes, bytes.length);
    boolean told = found != StandardCharsets.UTF_8 || new String(bytes, found).startsWith("\uFEFF");
    String text = new String(bytes, told ? found : charset);
    String secret = text.replaceFirst("^\\uFEFF", "").replaceFirst("\\r?\\n?$", "");
    return secret.isEmpty() || line.size() > LONGEST
        ? Optional.empty()
        : Optional.of(new Secret(secret));
  }

  /** A line feed is two bytes in UTF-16, at an even place. */
  private static boolean endsLine(byte[] bytes) {
    int length = bytes.length;
    Charset charset = FileText.charset(bytes, length);
    if (charset == StandardCharsets.UTF_8) {
      return bytes[length - 1] == '\n' && (bytes[0] & 0xFF) < 0xFE && bytes[0] != 0;
    }
    int feed = charset == StandardCharsets.UTF_16BE ? length - 1 : length - 2;
    int zero = charset == StandardCharsets.UTF_16BE ? length - 2 : length - 1;
    return length % 2 == 0 && bytes[feed] == '\n' && bytes[zero] == 0;
  }

  private static CommandException nothing(String what, String where) {
    return new CommandException(
        ExitCode.USAGE, where + " does not hold " + what + " in its first line.");
  }
}
