package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sample.factor.Enrolment;
import sample.factor.SecondFactors;
import sample.web.Page;
import sample.web.RefusedException;
import sample.web.Responses;

/**
 * {@code /profile/second-factor}: sets the second factor up and turns it off, for the person who is
 * logged in.
 */
public final class SecondFactorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String PATH = "/profile/second-factor";
  private static final String PROFILE = "/profile?tab=security";

  /** Somebody who finds an open session must not be able to lock its owner out. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    User user = localUser(request);
    if (isStale(request, response)) {
      return;
    }
    Optional<Enrolment> enrolment = factors().enrolment(user.id());
    if (action(request).equals("/qr.svg")) {
      Enrolment shown = enrolment.orElseThrow(SecondFactorServlet::notFound);
      Responses.text(response, "image/svg+xml", shown.svg(user.name()));
    } else if (!action(request).isEmpty()) {
      throw notFound();
    } else {
      show(request, response, user, "");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    User user = localUser(request);
    if (isStale(request, response)) {
      return;
    }
    switch (action(request)) {
      case "/setup" -> {
        factors().enrol(user.id());
        Responses.seeOther(response, request.getContextPath() + PATH);
      }
      case "/cancel" -> {
        if (!factors().isOn(user.id())) {
          factors().remove(user.id());
        }
        Responses.seeOther(response, request.getContextPath() + PROFILE);
      }
      case "/confirm" -> confirm(request, response, user);
      case "/off" -> turnOff(request, response, user);
      default -> throw notFound();
    }
  }

  private void confirm(HttpServletRequest request, HttpServletResponse response, User user)
      throws IOException {
    List<String> recoveryCodes = new ArrayList<>();
    LoginAttempt attempt = LoginService.of(getServletContext())
        .confirm(
            user, LoginServlet.field(request, "proof"), request.getRemoteAddr(), recoveryCodes);
    if (!attempt.isIn()) {
      show(
          request,
          response,
          user,
          attempt.refuse(response, "This code is not right. Does your phone show the right time?"));
      return;
    }
    Map<String, String> values = UserProfile.of(request).values();
    values.put("codes", String.join("\n", recoveryCodes));
    Page.load(getServletContext(), "factor-codes").show(response, values);
  }

  private void turnOff(HttpServletRequest request, HttpServletResponse response, User user)
      throws IOException {
    LoginAttempt attempt = LoginService.of(getServletContext())
        .turnOff(user, LoginServlet.field(request, "proof"), request.getRemoteAddr());
    if (attempt.isIn()) {
      Responses.seeOther(response, request.getContextPath() + PROFILE);
    } else {
      show(request, response, user, attempt.refuse(response, VerificationPage.WRONG_CODE));
    }
  }

  private void show(
      HttpServletRequest request, HttpServletResponse response, User user, String message)
      throws IOException {
    Map<String, String> values = UserProfile.of(request).values();
    Optional<Enrolment> enrolment = factors().enrolment(user.id());
    boolean on = factors().isOn(user.id());
    values.put("message", message);
    values.put("key", enrolment.map(Enrolment::key).orElse(""));
    values.put("left", String.valueOf(factors().recoveryCodes(user.id())));
    String page = on ? "factor-on" : enrolment.isPresent() ? "factor-setup" : "factor-off";
    Page.load(getServletContext(), page).show(response, values);
  }

  private static User localUser(HttpServletRequest request) {
    User user = ReauthenticationServlet.currentUser(request);
    if (user.source() != Login.Source.LOCAL) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN,
          "You sign in through single sign-on. Your identity provider looks after your"
              + " second factor.");
    }
    return user;
  }

  /** Whether the login is too old for this: then the answer leads to a new proof. */
  private boolean isStale(HttpServletRequest request, HttpServletResponse response) {
    Instant since = Login.of(request).map(Login::authenticatedAt).orElse(Instant.EPOCH);
    boolean stale = LoginService.of(getServletContext()).now().isAfter(since.plus(FRESH));
    if (stale) {
      Responses.seeOther(response, request.getContextPath() + "/login/again?return=" + PATH);
    }
    return stale;
  }

  private SecondFactors factors() {
    return SecondFactors.of(getServletContext());
  }

  private static String action(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }

  private static RefusedException notFound() {
    return new RefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such page");
  }
}
