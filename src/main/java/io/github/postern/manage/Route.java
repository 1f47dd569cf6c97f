package io.github.postern.manage;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
record Route(String method, String path, CalledBy by, Function<Resources, Handler> handler) {

  /** Answers a call. */
  interface Handler {
    ApiResponse answer(ApiCall call) throws IOException, BadRequestException;
  }

  /**
   * The rows of one path.
   *
   * @param path what that says
   * @param rows one for each method; none if the table has no such path
   */
  record Match(PathMatch path, List<Route> rows) {

    /** Returns what the table says to a call: the answer of its row, 404 or 405. */
    ApiResponse answer(ApiCall call, Resources resources) throws IOException, BadRequestException {
      if (rows.isEmpty() || path.namesNoKey()) {
        return ApiResponse.problem(
            switch (path.by()) {
              case HOLDER -> Problems.notFound();
              case OWNER -> rows.isEmpty() ? Problems.noSuchPath() : Problems.notFound();
              case ADMINISTRATOR -> Problems.notAdministered();
            });
      }
      Optional<Route> row = row(call.method());
      return row.isPresent()
          ? row.get().handler().apply(resources).answer(call)
          : ApiResponse.wrongMethod(allowed());
    }

    /** Returns the row of a method. */
    Optional<Route> row(String method) {
      String wanted = method.equals("HEAD") ? "GET" : method;
      return rows.stream().filter(row -> row.method().equals(wanted)).findFirst();
    }

    /** Returns the methods of this path, as the header Allow lists them. */
    String allowed() {
      return rows.stream().map(Route::method).collect(Collectors.joining(", "));
    }
  }

  /**
   * Finds the rows of a path. Of two that fit, the upper one counts. A path that is not in the
   * table belongs to those who call its neighbours.
   */
  static Match find(List<Route> table, List<String> path) {
    Optional<Route> first = table.stream().filter(row -> row.fits(path)).findFirst();
    if (first.isEmpty()) {
      return new Match(new PathMatch(callerOfNeighbours(table, path), Map.of()), List.of());
    }
    Route found = first.get();
    return new Match(
        new PathMatch(found.by(), found.parameters(path)),
        table.stream().filter(row -> row.path().equals(found.path())).toList());
  }

  private static CalledBy callerOfNeighbours(List<Route> table, List<String> path) {
    return table.stream()
        .filter(row -> !path.isEmpty() && row.segments().get(0).equals(path.get(0)))
        .map(Route::by)
        .findFirst()
        .orElse(CalledBy.OWNER);
  }

  private boolean fits(List<String> wanted) {
    List<String> own = segments();
    return own.size() == wanted.size()
        && IntStream.range(0, own.size())
            .allMatch(i -> own.get(i).startsWith("{") || own.get(i).equals(wanted.get(i)));
  }

  private Map<String, String> parameters(List<String> asked) {
    List<String> own = segments();
    return IntStream.range(0, own.size())
        .filter(i -> own.get(i).startsWith("{"))
        .boxed()
        .collect(Collectors.toMap(own::get, asked::get));
  }

  private List<String> segments() {
    return Arrays.asList(path.substring(1).split("/"));
  }
}
