package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.spi.Login;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hands secrets only to those who logged in a short while ago; others are sent to log in again. A
 * call that was made with a key has no login and never passes, even beside a session.
 */
final class StepUp {

  /** Names one attempt, from the call that was turned away to the one after the login. */
  static final String REQUEST_HEADER = "Postern-Step-Up-Request";

  static final String URL_HEADER = "Postern-Step-Up-Url";

  /** How far the clock of an identity provider may be ahead. */
  private static final Duration CLOCK_DRIFT = Duration.ofMinutes(2);

  private static final int ID_BYTES = 16;

  private final Optional<Duration> maximumAge;
  private final StepUpOptions options;
  private final SecureRandom random;
  private final Clock clock;

  StepUp(ManagementRules rules, SecureRandom random) {
    this.maximumAge = rules.policy().preconditions().stepUp();
    this.options = rules.options().stepUp();
    this.random = random;
    this.clock = rules.clock();
  }

  /** Returns how a call is turned away, if its login is too old. */
  Optional<ApiResponse> check(ApiCall call) {
    if (maximumAge.isEmpty() || isFresh(call.login(), maximumAge.get())) {
      return Optional.empty();
    }
    String detail = call.login().authenticatedAt().isPresent()
        ? "This needs a login that is at most "
            + minutes(maximumAge.get())
            + " old. Sign in again, then repeat it."
        : "This needs a fresh login, and it is not known when you signed in. Sign"
            + " in again, not with an API key.";
    return Optional.of(demand(requestId(call.request()), url(call), detail));
  }

  /** The answer to a call that has to be repeated after another login. */
  private ApiResponse demand(String requestId, Optional<String> url, String detail) {
    Map<String, String> headers = new TreeMap<>(Map.of(REQUEST_HEADER, requestId));
    url.ifPresent(to -> headers.put(URL_HEADER, to));
    return new ApiResponse.WithHeaders(
        headers,
        !options.accepts()
            ? ApiResponse.problem(
                new Problem(403, "step-up-required", "Sign in again first", detail))
            : new ApiResponse.Body(
                HttpServletResponse.SC_ACCEPTED,
                Json.createObjectBuilder()
                    .add("code", "step-up-required")
                    .add("detail", detail)
                    .add("requestId", requestId)
                    .add("loginUrl", KeyJson.text(url))
                    .build()));
  }

  /** Returns what a page has to know before it asks: null if any login will do. */
  JsonValue json(ApiCall call) {
    return maximumAge
        .<JsonValue>map(age -> Json.createObjectBuilder()
            .add("required", !isFresh(call.login(), age))
            .add("maximumAge", age.toString())
            .add("loginUrl", KeyJson.text(url(call)))
            .build())
        .orElse(JsonValue.NULL);
  }

  private boolean isFresh(Login login, Duration age) {
    Instant now = clock.instant();
    return login
        .authenticatedAt()
        .filter(at -> !at.isAfter(now.plus(CLOCK_DRIFT)) && now.isBefore(at.plus(age)))
        .isPresent();
  }

  private Optional<String> url(ApiCall call) {
    return options
        .url(call.login().source())
        .map(url -> url.startsWith("/") ? call.request().getContextPath() + url : url);
  }

  private String requestId(HttpServletRequest request) {
    String sent = request.getHeader(REQUEST_HEADER);
    if (sent != null && sent.matches("[A-Za-z0-9_-]{8,64}")) {
      return sent;
    }
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String minutes(Duration age) {
    return age.toMinutes() + (age.toMinutes() == 1 ? " minute" : " minutes");
  }
}
