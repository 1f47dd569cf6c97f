package io.github.postern.cli;

import java.util.regex.Pattern;

/** Text of others, made harmless for a terminal. */
final class Printable {

    /** Control characters can drive a terminal, and those of bidirectional text can make a line read as another one. */
    private static final Pattern HARMFUL = Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private Printable() {
    }

    /** Returns the text as one line. */
    static String line(String text) {
        return HARMFUL.matcher(text).replaceAll("?");
    }
}
