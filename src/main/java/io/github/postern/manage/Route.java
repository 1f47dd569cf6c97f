package io.github.postern.manage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A row of the table of {@link KeyManagementServlet}: one method of one path, who calls it, and
 * what answers.
 *
 * @param method the method; GET answers HEAD too (RFC 9110, section 9.3.2)
 * @param path the path below the API, as {@code openapi.yaml} writes it: a segment in braces stands
 *     for any text
 * @param by who calls
 * @param handler answers, chosen among the resources
 */
record Route(
    String method, String path, By by, Function<KeyManagementServlet.Resources, Handler> handler) {

  /** Who makes a call. */
  enum By {
    /** The holder of a key, about that key; nobody has to be logged in. */
    HOLDER,
    /** A user, or a key that may manage keys, about the keys of that user. */
    OWNER,
    /** The same about the keys of others; {@link Permissions} decides about which. */
    ADMINISTRATOR
  }

  /** Answers a call. */
  interface Handler {
    ApiResponse answer(ApiCall call) throws IOException, BadRequestException;
  }

  /**
   * The rows of one path.
   *
   * @param by who calls that path
   * @param path the segments that were asked for
   * @param rows one for each method; none if the table has no such path
   */
  record Match(By by, List<String> path, List<Route> rows) {

    /** Returns the row of a method. */
    Optional<Route> row(String method) {
      String wanted = method.equals("HEAD") ? "GET" : method;
      return rows.stream().filter(row -> row.method().equals(wanted)).findFirst();
    }

    /** Returns the methods of this path, as the header Allow lists them. */
    String allowed() {
      return rows.stream().map(Route::method).collect(Collectors.joining(", "));
    }

    /** Returns what stands in the path in place of this segment; empty if it has none such. */
    Optional<String> parameter(String segment) {
      return rows.stream()
          .findFirst()
          .map(row -> row.segments().indexOf(segment))
          .filter(place -> place >= 0)
          .map(path::get);
    }
  }

  /**
   * Finds the rows of a path. Of two that fit, the upper one counts. A path that is not in the
   * table belongs to those who call its neighbours.
   */
  static Match find(List<Route> table, List<String> path) {
    Optional<Route> first = table.stream().filter(row -> row.fits(path)).findFirst();
    By by = first
        .or(() -> table.stream()
            .filter(row -> !path.isEmpty() && row.segments().get(0).equals(path.get(0)))
            .findFirst())
        .map(Route::by)
        .orElse(By.OWNER);
    List<Route> rows = first.isEmpty()
        ? List.of()
        : table.stream().filter(row -> row.path().equals(first.get().path())).toList();
    return new Match(by, path, rows);
  }

  private boolean fits(List<String> wanted) {
    List<String> own = segments();
    return own.size() == wanted.size()
        && IntStream.range(0, own.size())
            .allMatch(i -> own.get(i).startsWith("{") || own.get(i).equals(wanted.get(i)));
  }

  private List<String> segments() {
    return Arrays.asList(path.substring(1).split("/"));
  }
}
