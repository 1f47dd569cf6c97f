package io.github.postern.frameworks;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an application answered.
 *
 * @param status the status code; 0 if the connection was closed without an answer
 * @param headers the headers
 * @param body the content
 */
record Reply(int status, HttpHeaders headers, String body) {

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** Returns the value in a line {@code name=value}; null if there is none. */
    String line(String name) {
        return find("(?m)^" + Pattern.quote(name) + "=(.*)$");
    }

    /** Returns what the first group of a pattern matches; null if it is nowhere. */
    String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(body);
        return matcher.find() ? matcher.group(1) : null;
    }

    /** Returns the content without space around it. */
    String text() {
        return body.strip();
    }
}
