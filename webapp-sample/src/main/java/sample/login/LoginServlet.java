package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import sample.web.Page;
import sample.web.Responses;

/** The login page, and the login itself. */
public final class LoginServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    show(request, response, "");
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LoginService loginService = LoginService.of(getServletContext());
    LoginAttempt attempt = loginService.password(
        field(request, "username"), field(request, "password"), request.getRemoteAddr());
    String wayOn = LocalPath.of(request.getParameter("return"));
    switch (attempt.outcome()) {
      case IN -> {
        Login.begin(request, Login.local(attempt.user().orElseThrow(), loginService.now()));
        Responses.seeOther(response, request.getContextPath() + wayOn);
      }
      case CODE_NEEDED -> {
        PendingSecondFactor.begin(request, attempt.user().orElseThrow().name(), loginService.now());
        Responses.seeOther(
            response,
            request.getContextPath()
                + "/login/code?return="
                + URLEncoder.encode(wayOn, StandardCharsets.UTF_8));
      }
      default ->
        show(
            request,
            response,
            attempt.refuse(
                response,
                "This user name and password do not belong together. Please try" + " again."));
    }
  }

  private void show(HttpServletRequest request, HttpServletResponse response, String message)
      throws IOException {
    Page.load(getServletContext(), "login")
        .show(
            response,
            Map.of(
                "message", message,
                "username", field(request, "username"),
                "return", LocalPath.of(request.getParameter("return")),
                "sso", SingleSignOn.link(request)));
  }

  static String field(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value;
  }
}
