package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sample.web.RefusedException;
import sample.web.Responses;

/**
 * {@code /login/again?return=/path}: asks somebody who is logged in to prove it once more, before
 * something that matters.
 */
public final class ReauthenticationServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<User> user = localUser(request, response);
    if (user.isPresent()) {
      page(user.get()).show(request, response, "");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<User> user = localUser(request, response);
    if (user.isEmpty()) {
      return;
    }
    LoginService loginService = LoginService.of(getServletContext());
    LoginAttempt attempt = loginService.again(
        user.get(), LoginServlet.field(request, "proof"), request.getRemoteAddr());
    if (attempt.isIn()) {
      Login.reauthenticate(request, loginService.now());
      Responses.seeOther(
          response, request.getContextPath() + LocalPath.of(request.getParameter("return")));
      return;
    }
    VerificationPage page = page(user.get());
    page.show(
        request,
        response,
        attempt.refuse(
            response,
            page.page().equals("code")
                ? VerificationPage.WRONG_CODE
                : VerificationPage.WRONG_PASSWORD));
  }

  private VerificationPage page(User user) {
    return LoginService.of(getServletContext()).needsCode(user)
        ? VerificationPage.codeOnceMore(user.name())
        : VerificationPage.passwordOnceMore(user.name());
  }

  /** Empty if the user signed in through single sign-on: then the answer leads there. */
  private static Optional<User> localUser(
      HttpServletRequest request, HttpServletResponse response) {
    User user = currentUser(request);
    if (user.source() == Login.Source.LOCAL) {
      return Optional.of(user);
    }
    Responses.seeOther(
        response,
        request.getContextPath()
            + "/saml/login?force=true&return="
            + URLEncoder.encode(
                LocalPath.of(request.getParameter("return")), StandardCharsets.UTF_8));
    return Optional.empty();
  }

  /**
   * Returns the user of this request's session; only that user can prove or change how they log in.
   */
  static User currentUser(HttpServletRequest request) {
    if (!HttpServletRequest.FORM_AUTH.equals(request.getAuthType())) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "Only somebody who signed in on the login page may do this");
    }
    return Login.user(request)
        .orElseThrow(() ->
            new RefusedException(HttpServletResponse.SC_FORBIDDEN, "You are no longer signed in"));
  }
}
