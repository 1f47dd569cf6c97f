package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets: the first line of a file or a stream, without its end. What follows it stays unread. */
final class FirstLine {

    private static final int LONGEST = 16 * 1024;
    private static final String STANDARD_INPUT = "-";

    private FirstLine() {
    }

    /**
     * Reads a file that the person named.
     *
     * @param what what should be in it, for messages
     * @param file its name, or {@code -} for standard input
     */
    static Secret of(String what, String file, Shell shell) {
        try {
            if (file.equals(STANDARD_INPUT)) {
                return read(shell.in(), StandardCharsets.UTF_8).orElseThrow(() -> nothing(what, "Standard input"));
            }
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                return read(in, StandardCharsets.UTF_8).orElseThrow(() -> nothing(what, "The file " + file));
            }
        } catch (IOException | InvalidPathException e) {
            throw new Failure(ExitCode.USAGE, "The file " + file + ", which should hold " + what
                    + ", cannot be read: " + e.getClass().getSimpleName() + ".");
        }
    }

    /** Returns the line, or empty if it is empty or too long to be a secret. */
    static Optional<Secret> read(InputStream in, Charset charset) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n' && line.size() <= LONGEST) {
            line.write(next);
            next = in.read();
        }
        String text = line.toString(charset);
        String secret = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        return secret.isEmpty() || line.size() > LONGEST ? Optional.empty() : Optional.of(new Secret(secret));
    }

    private static Failure nothing(String what, String where) {
        return new Failure(ExitCode.USAGE, where + " does not hold " + what + " in its first line.");
    }
}
