package io.github.postern.auth;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Headers, and parameters of the URL, that put another method in the place of the request's own, in
 * the applications that obey them. A parameter in the body is not seen: only the application reads
 * bodies.
 */
final class MethodOverride {

  private static final List<String> HEADERS =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  /**
   * Of Spring's {@code HiddenHttpMethodFilter}, Jersey's {@code HttpMethodOverrideFilter} and
   * others.
   */
  private static final String PARAMETER = "_method";

  /** A dispatch adds to the parameters that came before it (Servlet 6.0 section 9.1.1). */
  private static final List<String> QUERIES = List.of(
      RequestDispatcher.FORWARD_QUERY_STRING,
      RequestDispatcher.INCLUDE_QUERY_STRING,
      "jakarta.servlet.async.query_string",
      "jakarta.servlet.error.query_string");

  private MethodOverride() {}

  /** Returns what they say, in upper case, for that is how they are understood. */
  static List<String> in(HttpServletRequest request) {
    Stream<String> headers = HEADERS.stream()
        .map(request::getHeaders)
        .flatMap(values -> values == null ? Stream.of() : Collections.list(values).stream());
    return Stream.concat(headers, queries(request).flatMap(MethodOverride::inQuery))
        .map(value -> value.strip().toUpperCase(Locale.ROOT))
        .toList();
  }

  private static Stream<String> queries(HttpServletRequest request) {
    return Stream.concat(
        Stream.ofNullable(request.getQueryString()),
        QUERIES.stream()
            .map(request::getAttribute)
            .filter(String.class::isInstance)
            .map(String.class::cast));
  }

  private static Stream<String> inQuery(String query) {
    return Arrays.stream(query.split("[&;]"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> isOverride(decoded(pair[0]).strip()))
        .map(pair -> pair.length < 2 ? "" : decoded(pair[1]));
  }

  private static boolean isOverride(String name) {
    return PARAMETER.equalsIgnoreCase(name) || HEADERS.stream().anyMatch(name::equalsIgnoreCase);
  }

  /** A value that cannot be decoded is no method, and no scope allows it. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
