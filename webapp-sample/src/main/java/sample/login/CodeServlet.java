package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import sample.web.Responses;

/** The second half of a login: the code of the authenticator app. */
public final class CodeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PendingSecondFactor> half =
        PendingSecondFactor.of(request, LoginService.of(getServletContext()).now());
    if (half.isEmpty()) {
      startAgain(request, response);
    } else {
      VerificationPage.codeToLogIn(half.get().name()).show(request, response, "");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LoginService loginService = LoginService.of(getServletContext());
    Optional<PendingSecondFactor> half = PendingSecondFactor.of(request, loginService.now());
    if (half.isEmpty()) {
      startAgain(request, response);
      return;
    }
    LoginAttempt attempt = loginService.code(
        half.get().name(), LoginServlet.field(request, "proof"), request.getRemoteAddr());
    if (attempt.isIn()) {
      Login.begin(request, Login.local(attempt.user().orElseThrow(), loginService.now()));
      Responses.seeOther(
          response, request.getContextPath() + LocalPath.of(request.getParameter("return")));
      return;
    }
    if (attempt.outcome() == LoginAttempt.Outcome.WRONG) {
      half.get().countWrong(request);
    }
    VerificationPage.codeToLogIn(half.get().name())
        .show(request, response, attempt.refuse(response, VerificationPage.WRONG_CODE));
  }

  private static void startAgain(HttpServletRequest request, HttpServletResponse response) {
    Responses.seeOther(response, request.getContextPath() + "/login");
  }
}
