package sample.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sample.web.Responses;

/** Lets nobody past who is not logged in, except to the login page and what it needs. */
public final class LoginFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // A component in front of this filter (the server, a single sign-on) may have authenticated
    // the user.
    if (request.getUserPrincipal() != null || isOpen(Responses.path(request))) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Login> login = Login.of(request);
    if (login.isEmpty()) {
      refuse(request, response);
      return;
    }
    if (Login.user(request).isEmpty()) {
      Login.end(request);
      refuse(request, response);
      return;
    }
    chain.doFilter(new LoggedInRequest(request, login.get()), response);
  }

  private static boolean isOpen(String path) {
    return path.equals("/login")
        || path.equals("/login/code")
        || path.startsWith("/assets/")
        || path.startsWith("/saml/");
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (Responses.isApi(request)) {
      Responses.error(request, response, HttpServletResponse.SC_UNAUTHORIZED, "login required");
    } else {
      Responses.seeOther(response, request.getContextPath() + "/login" + wayBack(request));
    }
  }

  private static String wayBack(HttpServletRequest request) {
    if (!request.getMethod().equals("GET") || Responses.path(request).equals("/")) {
      return "";
    }
    String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
    return "?return=" + URLEncoder.encode(Responses.path(request) + query, StandardCharsets.UTF_8);
  }
}
