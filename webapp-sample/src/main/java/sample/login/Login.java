package sample.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The current user, as the session stores it. The names of the session's attributes are those of
 * the components, but for {@code loginSource}; {@code web.xml} tells them to Postern.
 *
 * @param user the user name
 * @param roles the roles
 * @param source how: with a password, or by the single sign-on
 * @param authenticatedAt when
 * @param sessionEnd when the session of the single sign-on is over; empty if there is none, or it
 *     states no end
 */
public record Login(
    String user,
    Set<String> roles,
    Source source,
    Instant authenticatedAt,
    Optional<Instant> sessionEnd) {

  private static final String USER = "user";
  private static final String ROLES = "roles";
  private static final String SOURCE = "loginSource";
  private static final String AUTHENTICATED_AT = "authenticatedAt";
  private static final String SESSION_END = "sessionEnd";

  /** Not told to anybody: by it a session ends with the user whom it was begun for. */
  private static final String USER_ID = "userId";

  /** How somebody logged in. */
  public enum Source {
    /** With a password. */
    LOCAL("local"),
    /** By SAML. */
    SAML("saml");

    private final String text;

    Source(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static Source of(String text) {
      return SAML.text.equals(text) ? SAML : LOCAL;
    }
  }

  public Login {
    Objects.requireNonNull(user, "user");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(authenticatedAt, "authenticatedAt");
    Objects.requireNonNull(sessionEnd, "sessionEnd");
  }

  /** A login with a password. */
  static Login local(User user, Instant now) {
    return new Login(user.name(), user.roles(), Source.LOCAL, now, Optional.empty());
  }

  /** The login of this request's session, unless it is over. */
  public static Optional<Login> of(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(USER) instanceof String user)) {
      return Optional.empty();
    }
    Optional<Instant> end = Optional.ofNullable((Instant) session.getAttribute(SESSION_END));
    if (end.isPresent() && !Instant.now().isBefore(end.get())) {
      return Optional.empty();
    }
    // A request with an API key has a session too, in which Postern put the user and the roles
    // and nothing else.
    Instant since =
        session.getAttribute(AUTHENTICATED_AT) instanceof Instant at ? at : Instant.EPOCH;
    Source source = Source.of((String) session.getAttribute(SOURCE));
    return Optional.of(new Login(user, rolesIn(session), source, since, end));
  }

  private static Set<String> rolesIn(HttpSession session) {
    return session.getAttribute(ROLES) instanceof Set<?> roles
        ? roles.stream().map(String::valueOf).collect(Collectors.toSet())
        : Set.of();
  }

  /**
   * Begins a new session: nothing of an old one is left, and an id that somebody planted is worth
   * nothing. Somebody of the single sign-on whom {@link Users} do not know yet becomes known.
   *
   * @throws sample.web.RefusedException if this user is disabled or does not log in that way;
   *     nothing is changed then
   */
  public static void begin(HttpServletRequest request, Login login) {
    User user = Users.of(request.getServletContext()).admit(login);
    end(request);
    HttpSession session = request.getSession();
    request.changeSessionId();
    session.setAttribute(USER, login.user());
    session.setAttribute(USER_ID, user.id());
    session.setAttribute(ROLES, new HashSet<>(login.roles()));
    session.setAttribute(SOURCE, login.source().text);
    session.setAttribute(AUTHENTICATED_AT, login.authenticatedAt());
    session.setAttribute(SESSION_END, login.sessionEnd().orElse(null));
  }

  /**
   * This person proved once more who it is: the same login counts from now, under a new session id.
   */
  static void reauthenticate(HttpServletRequest request, Instant now) {
    request.changeSessionId();
    request.getSession().setAttribute(AUTHENTICATED_AT, now);
  }

  /**
   * The user whom this request's session was begun for, unless that user is gone, replaced by
   * another, or disabled.
   */
  static Optional<User> user(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null || !(session.getAttribute(USER) instanceof String name)
        ? Optional.empty()
        : Users.of(request.getServletContext())
            .find(name)
            .filter(user ->
                user.enabled() && Long.valueOf(user.id()).equals(session.getAttribute(USER_ID)));
  }

  static void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
