package io.github.postern.login;

import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where in the session there is more about a login than its resolver knows. Each is the name of an
 * attribute, or a path into it such as {@code account.roles}, or empty. A value that is found there
 * takes precedence over the resolver's; roles are added.
 *
 * @param roles a collection, an array, or a text with commas
 * @param organisation which organisation the user belongs to
 * @param source {@code local} or {@code saml}
 * @param authenticatedAt when the user logged in: an {@code Instant}, a {@code Date}, epoch
 *     milliseconds, or ISO-8601
 * @param sessionEnd {@code SessionNotOnOrAfter} of the SAML assertion, in the same forms
 * @param displayName the user's name for people to read; of several values the first, as SAML
 *     attributes are kept
 * @param mail the user's mail address, likewise
 */
record SessionAttributes(
    Optional<AttributePath> roles,
    Optional<AttributePath> organisation,
    Optional<AttributePath> source,
    Optional<AttributePath> authenticatedAt,
    Optional<AttributePath> sessionEnd,
    Optional<AttributePath> displayName,
    Optional<AttributePath> mail) {

  /** Returns a resolver that says what another one does, and what is found in the session. */
  LoginResolver completing(LoginResolver resolver) {
    return request -> resolver.resolve(request).map(login -> complete(login, request));
  }

  private Login complete(Login login, HttpServletRequest request) {
    Function<String, @Nullable Object> session = attributes(request);
    return new Login(
            login.owner(),
            read("postern.login.source", source, session)
                .map(found -> LoginTexts.source("postern.login.source", path(source), found))
                .orElse(login.source()),
            read("postern.login.authenticated-at", authenticatedAt, session)
                .map(found -> InstantParser.of(
                    "postern.login.authenticated-at", path(authenticatedAt), found))
                .or(login::authenticatedAt),
            read("postern.login.session-end", sessionEnd, session)
                .map(
                    found -> InstantParser.of("postern.login.session-end", path(sessionEnd), found))
                .or(login::sessionEnd),
            allRoles(login, session),
            read("postern.login.organisation", organisation, session)
                .map(found ->
                    LoginTexts.label("postern.login.organisation", path(organisation), found))
                .filter(text -> !text.isBlank())
                .or(login::organisation))
        .withOwnerId(login.ownerId())
        .withContact(
            read("postern.login.display-name", displayName, session)
                .flatMap(found ->
                    LoginTexts.displayName("postern.login.display-name", path(displayName), found))
                .or(login::displayName),
            read("postern.login.mail", mail, session)
                .flatMap(found -> LoginTexts.mail("postern.login.mail", path(mail), found))
                .or(login::mail));
  }

  private Set<String> allRoles(Login login, Function<String, @Nullable Object> session) {
    Set<String> all = new LinkedHashSet<>(login.roles());
    read("postern.login.roles", roles, session)
        .ifPresent(
            found -> all.addAll(LoginTexts.roles("postern.login.roles", path(roles), found)));
    return all;
  }

  private static String path(Optional<AttributePath> path) {
    return path.map(AttributePath::toString).orElse("");
  }

  private static Optional<Object> read(
      String setting, Optional<AttributePath> path, Function<String, @Nullable Object> session) {
    return path.flatMap(attribute -> read(setting, attribute, session));
  }

  /** Reads a path and names the setting in what goes wrong. */
  static Optional<Object> read(
      String setting, AttributePath path, Function<String, @Nullable Object> session) {
    try {
      return path.read(session);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(
          "The setting "
              + setting
              + " does not fit the application: "
              + e.getMessage()
              + ". Name an attribute of the session, or a way into one by getters,"
              + " record components and map keys.",
          e);
    }
  }

  /** Returns the attributes of the session; all are null if there is none, or it ends just now. */
  static Function<String, @Nullable Object> attributes(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return name -> {
      try {
        return session == null ? null : session.getAttribute(name);
      } catch (IllegalStateException e) {
        return null; // invalidated by another request: nobody is logged in any more
      }
    };
  }
}
