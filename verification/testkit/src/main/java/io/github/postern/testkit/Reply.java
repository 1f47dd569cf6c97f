package io.github.postern.testkit;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a server.
 *
 * @param status the status code; 0 if the connection was closed without an answer
 * @param headers the headers
 * @param body the content
 */
public record Reply(int status, HttpHeaders headers, String body) {

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** Returns the value in a line {@code name=value}; null if there is none. */
  public String line(String name) {
    return find("(?m)^" + Pattern.quote(name) + "=(.*)$");
  }

  /**
   * Returns the text of a member of a JSON object that holds plain letters and digits; null if
   * there is none.
   */
  public String json(String name) {
    return find("\"" + Pattern.quote(name) + "\"\\s*:\\s*\"([^\"\\\\]*)\"");
  }

  /** Returns the content without space around it. */
  public String text() {
    return body.strip();
  }

  /** Returns what the first group of a pattern matches; null if it is nowhere. */
  public String find(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    return matcher.find() ? matcher.group(1) : null;
  }
}
