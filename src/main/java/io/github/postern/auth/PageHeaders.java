package io.github.postern.auth;

import io.github.postern.http.RequestPath;
import io.github.postern.policy.PathSpelling;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the pages and scripts of this library from being framed by other sites, and from being
 * taken for something else. The container serves them, so only the filter can add what they need.
 * Headers that the application sets itself, before or after, take precedence.
 */
final class PageHeaders extends HttpServletResponseWrapper {

  /** Where the container serves what the jar has in META-INF/resources. */
  private static final String PAGES = "/postern/";

  /**
   * Everything comes from the same origin; styles are made by scripts. An application may frame its
   * own pages.
   */
  private static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy",
          "default-src 'self'; object-src 'none'; base-uri 'self'; form-action"
              + " 'self'; frame-ancestors 'self'",
      "X-Frame-Options", "SAMEORIGIN",
      "X-Content-Type-Options", "nosniff",
      "Referrer-Policy", "same-origin");

  /** Those that are still ours. One request, one thread at a time. */
  private final Set<String> ours = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private PageHeaders(HttpServletResponse response) {
    super(response);
    ours.addAll(HEADERS.keySet().stream()
        .filter(name -> !response.containsHeader(name))
        .collect(Collectors.toSet()));
    ours.forEach(name -> response.setHeader(name, HEADERS.get(name)));
  }

  /**
   * Returns the response to go on with: one with these headers where a page of ours is served, in
   * whatever spelling it is asked for.
   */
  static HttpServletResponse on(HttpServletResponse response, HttpServletRequest request) {
    return isPage(RequestPath.mapped(request))
            && request.getDispatcherType() != DispatcherType.INCLUDE
            // A page of the application below the same path may forward to another.
            && !ResponseWrappers.isIn(response, PageHeaders.class)
        ? new PageHeaders(response)
        : response;
  }

  /**
   * Undertow resolves a path only when it has found what serves it, so the path that it maps by may
   * still be an odd one; and some file systems know no case. A header too many does no harm.
   */
  private static boolean isPage(String path) {
    return path.startsWith(PAGES)
        || PathSpelling.mayNeedResolving(path)
            && PathSpelling.resolved(path).regionMatches(true, 0, PAGES, 0, PAGES.length());
  }

  /**
   * The application's takes the place of ours and does not stand beside it: of two policies both
   * would count.
   */
  @Override
  public void addHeader(String name, String value) {
    if (ours.remove(name)) {
      super.setHeader(name, value);
    } else {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setHeader(String name, String value) {
    ours.remove(name);
    super.setHeader(name, value);
  }

  @Override
  public boolean containsHeader(String name) {
    return !ours.contains(name) && super.containsHeader(name);
  }

  /** The headers stay: an error page has more need of them. */
  @Override
  public void reset() {
    super.reset();
    ours.forEach(name -> super.setHeader(name, HEADERS.get(name)));
  }
}
