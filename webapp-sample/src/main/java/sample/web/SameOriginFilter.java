package sample.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * Refuses a modifying request that a browser sends on behalf of another site. The session cookie is
 * {@code SameSite=Lax} already; this holds where a browser or a neighbouring subdomain weakens
 * that.
 */
public final class SameOriginFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /**
   * The answer of an identity provider comes from its site by nature; its signature says what it is
   * worth.
   */
  private static final String SSO_ANSWER = "/saml/acs";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (READING.contains(request.getMethod())
        || isOurOwn(request)
        || Responses.path(request).equals(SSO_ANSWER)) {
      chain.doFilter(request, response);
    } else {
      Responses.error(
          request,
          response,
          HttpServletResponse.SC_FORBIDDEN,
          "This request came from another site. Please use the pages of this" + " application.");
    }
  }

  private static boolean isOurOwn(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    // Browsers leave the header above out on plain http. A client that sends neither is no
    // browser.
    String origin = request.getHeader("Origin");
    return origin == null || authority(origin).equalsIgnoreCase(request.getHeader("Host"));
  }

  private static String authority(String origin) {
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority == null ? "" : authority;
    } catch (URISyntaxException notAnOrigin) {
      return "";
    }
  }
}
