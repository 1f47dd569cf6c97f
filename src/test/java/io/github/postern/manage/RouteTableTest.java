package io.github.postern.manage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** The table of routes, and how a path is found in it. */
class RouteTableTest {

  private static final Path CONTRACT =
      Path.of("src/main/resources/META-INF/resources/postern/openapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  @Test
  void theTableHasTheCallsOfTheContractAndNoOthers() throws Exception {
    Map<String, Map<String, Map<String, Object>>> contract =
        new Yaml().load(Files.readString(CONTRACT));
    Set<String> written = contract.get("paths").entrySet().stream()
        .flatMap(path -> path.getValue().keySet().stream()
            .filter(METHODS::contains)
            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> answered = KeyManagementServlet.TABLE.stream()
        .map(row -> row.method() + " " + row.path())
        .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(written, answered);
    assertEquals(KeyManagementServlet.TABLE.size(), answered.size(), "each call has one row");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      nullValues = "none",
      value = {
        "GET, /keys, OWNER, /keys, 'GET, POST, DELETE'",
        "HEAD, /keys, OWNER, /keys, 'GET, POST, DELETE'",
        "OPTIONS, /keys, OWNER, none, 'GET, POST, DELETE'",
        "PUT, /keys/aaaaaaaaaaaaaaaa, OWNER, none, 'GET, PATCH, DELETE'",
        "GET, /keys/aaaaaaaaaaaaaaaa, OWNER, /keys/{id}, 'GET, PATCH, DELETE'",
        "GET, /keys/revoke, OWNER, none, POST",
        "HEAD, /self, HOLDER, /self, 'GET, DELETE'",
        "HEAD, /self/report, HOLDER, none, POST",
        "GET, /self/nothing, HOLDER, none, ''",
        "GET, /admin/owners/x, ADMINISTRATOR, /admin/owners/{owner}, GET",
        "PATCH, /admin/owners/x/keys, ADMINISTRATOR, none, 'POST, DELETE'",
        "GET, /admin/nothing, ADMINISTRATOR, none, ''",
        "GET, /policy/more, OWNER, none, ''",
        "GET, /, OWNER, none, ''",
        "GET, /nothing, OWNER, none, ''"
      })
  void aPathIsFoundInTheTable(
      String method, String path, CalledBy by, String found, String allowed) {
    List<String> segments = List.of(path.substring(1).split("/")).stream()
        .filter(segment -> !segment.isEmpty())
        .toList();
    Route.Match match = Route.find(KeyManagementServlet.TABLE, segments);
    assertEquals(by, match.path().by());
    assertEquals(found, match.row(method).map(Route::path).orElse(null));
    assertEquals(allowed, match.allowed());
  }
}
