package io.github.postern.auth;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The headers of requests by which answers differ (RFC 9110 section 12.5.5). Immutable. */
final class VaryHeader {

  static final String HEADER = "Vary";

  private final List<String> names;
  private final String line;

  VaryHeader(List<String> names) {
    this.names = List.copyOf(names);
    this.line = String.join(", ", names);
  }

  /** Adds what an answer does not name yet; nothing if it says that no answer is like another. */
  void addTo(HttpServletResponse response) {
    Collection<String> present = response.getHeaders(HEADER);
    if (present.isEmpty()) {
      response.setHeader(HEADER, line);
      return;
    }
    if (present.contains(line)) {
      return;
    }
    TreeSet<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    missing.addAll(names);
    for (String each : present) {
      Arrays.stream(each.split(",")).map(String::strip).forEach(missing::remove);
    }
    if (!missing.isEmpty() && !present.contains("*")) {
      response.addHeader(HEADER, String.join(", ", missing));
    }
  }
}
