package io.github.postern.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The lines of {@code WWW-Authenticate}, which every 401 must have (RFC 9110 section 11.6.1): one
 * for each scheme that would be accepted, Basic first, because there are clients that look at the
 * first one only. Where keys come without a scheme, a scheme {@code ApiKey} names their header; no
 * client has to know it. Immutable.
 */
public final class Challenges {

  private static final String HEADER = "WWW-Authenticate";

  private final String realm;
  private final boolean basic;
  private final boolean bearer;
  private final List<String> headers;

  /**
   * Creates the challenges.
   *
   * @param realm the protection space (RFC 9110 section 11.5)
   * @param basic whether a key is accepted by HTTP Basic
   * @param bearer whether one is accepted as a bearer token
   * @param headers the headers that hold a key without a scheme
   */
  public Challenges(String realm, boolean basic, boolean bearer, List<String> headers) {
    this.realm = Objects.requireNonNull(realm, "realm");
    this.basic = basic;
    this.bearer = bearer;
    this.headers = List.copyOf(headers);
  }

  /** Asks for a credential that was not there: no error code (RFC 6750 section 3.1). */
  public void challenge(HttpServletRequest request, HttpServletResponse response) {
    challenge(request, response, UnaryOperator.identity());
  }

  /**
   * Asks for another credential.
   *
   * @param code what was wrong with the one that was there (RFC 6750 section 3.1)
   * @param description the same in words
   */
  public void challenge(
      HttpServletRequest request, HttpServletResponse response, String code, String description) {
    challenge(request, response, it -> it.error(code, description));
  }

  private void challenge(
      HttpServletRequest request, HttpServletResponse response, UnaryOperator<Challenge> error) {
    List<Challenge> lines = new ArrayList<>();
    if (basic && !isScriptOfAPage(request)) {
      lines.add(Challenge.of("Basic", realm).parameter("charset", "UTF-8"));
    }
    lines.addAll(explanations(error));
    write(response, lines.isEmpty() ? withoutScheme(error) : lines);
  }

  /**
   * Says that somebody has to log in, which is no matter of a password: no challenge that a browser
   * would ask for one by.
   */
  public void challengeForLogin(HttpServletResponse response) {
    write(
        response,
        bearer ? explanations(UnaryOperator.identity()) : withoutScheme(UnaryOperator.identity()));
  }

  /** Says in an answer that is no 401 what was wrong: without Basic, which has no words for it. */
  public void addErrors(HttpServletResponse response, String code, String description) {
    addErrors(response, code, description, Set.of());
  }

  /** Says the same, and which scopes would do; of several, any one is enough. */
  public void addErrors(
      HttpServletResponse response, String code, String description, Set<String> scopes) {
    write(
        response,
        explanations(it -> scopes.isEmpty()
            ? it.error(code, description)
            : it.error(code, description).scope(String.join(" ", scopes))));
  }

  private List<Challenge> explanations(UnaryOperator<Challenge> error) {
    if (bearer) {
      return List.of(error.apply(Challenge.of("Bearer", realm)));
    }
    return basic ? List.of() : withoutScheme(error);
  }

  private List<Challenge> withoutScheme(UnaryOperator<Challenge> error) {
    if (headers.isEmpty()) {
      return List.of(error.apply(Challenge.of("ApiKey", realm)));
    }
    return headers.stream()
        .map(header -> error.apply(
            Challenge.of("ApiKey", realm).parameter("in", "header").parameter("name", header)))
        .toList();
  }

  /**
   * To a script of a page a browser answers Basic by asking the user for a password, which is none
   * of the user's business.
   */
  private static boolean isScriptOfAPage(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return mode != null && !mode.equals("navigate")
        || request.getHeader("X-Requested-With") != null;
  }

  private static void write(HttpServletResponse response, List<Challenge> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (i == 0) {
        response.setHeader(HEADER, lines.get(i).toString());
      } else {
        response.addHeader(HEADER, lines.get(i).toString());
      }
    }
  }
}
