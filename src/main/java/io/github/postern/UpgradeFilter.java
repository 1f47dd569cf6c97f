package io.github.postern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Stands in front of everything where the application declares its own place for the filter, and
 * lets the filter see requests that ask for another protocol. A container may answer these by a
 * filter of its own that comes before those of {@code web.xml}, as Jetty does for WebSockets. Other
 * requests go by, to the place that the application chose.
 */
final class UpgradeFilter implements Filter {

  private final Filter filter;

  /**
   * Creates it.
   *
   * @param filter decides on requests
   */
  UpgradeFilter(Filter filter) {
    this.filter = Objects.requireNonNull(filter, "filter");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isUpgrade((HttpServletRequest) request)) {
      filter.doFilter(request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  /**
   * Returns whether a request asks for another protocol: by a header in HTTP/1.1 (RFC 9110 section
   * 7.8), by a method in HTTP/2 and 3 (RFC 8441 section 4). Clients that would rather speak HTTP/2
   * ask for {@code h2c} with any request; that is the connector's, and no filter answers it.
   */
  static boolean isUpgrade(HttpServletRequest request) {
    if ("CONNECT".equals(request.getMethod())) {
      return true;
    }
    return request.getHeader("Upgrade") != null
        && Collections.list(request.getHeaders("Upgrade")).stream()
            .flatMap(header -> Stream.of(header.split(",")))
            .anyMatch(protocol -> !protocol.isBlank() && !protocol.strip().equalsIgnoreCase("h2c"));
  }
}
