package io.github.postern.container;

import io.github.postern.constraint.ConstraintEnforcer;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.Principal;

/**
 * The FORM of {@code web.xml} (Servlet 6.0 section 13.6.3); the container checks the password and
 * keeps the login in the session. A request with a body is not repeated after the login.
 */
final class FormLogin implements ApplicationLogin {

  static final String CHECK_PATH = "/j_security_check";

  private final String loginPage;
  private final String errorPage;

  FormLogin(String loginPage, String errorPage) {
    this.loginPage = loginPage;
    this.errorPage = errorPage;
  }

  @Override
  public AuthStatus validate(MessageExchange exchange) throws AuthException, IOException {
    HttpServletRequest request = exchange.request();
    if (request.getRequestURI().endsWith(CHECK_PATH) && "POST".equals(request.getMethod())) {
      return check(exchange);
    }
    Principal known = request.getUserPrincipal();
    if (known != null || !exchange.isMandatory()) {
      exchange.callbacks().caller(exchange.client(), known);
      return AuthStatus.SUCCESS;
    }
    ConstraintEnforcer.rememberPath(request);
    return show(exchange, loginPage);
  }

  private AuthStatus check(MessageExchange exchange) throws AuthException, IOException {
    HttpServletRequest request = exchange.request();
    String name = request.getParameter("j_username");
    String password = request.getParameter("j_password");
    if (name == null
        || password == null
        || !exchange.callbacks().isValid(exchange.client(), name, password.toCharArray())) {
      return show(exchange, errorPage);
    }
    if (request.getSession(false) != null) {
      request.changeSessionId(); // whoever planted the old id must not share the login
    }
    exchange.authType(HttpServletRequest.FORM_AUTH);
    exchange.keepInSession();
    return AuthStatus.SUCCESS;
  }

  private static AuthStatus show(MessageExchange exchange, String page)
      throws AuthException, IOException {
    try {
      exchange.response().setHeader("Cache-Control", "no-store");
      exchange
          .request()
          .getRequestDispatcher(page)
          .forward(exchange.request(), exchange.response());
      return AuthStatus.SEND_CONTINUE;
    } catch (ServletException e) {
      throw new AuthException(
          "The page " + page + " of the login-config in web.xml cannot be shown", e);
    }
  }
}
