package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The login that pac4j keeps: the first profile of the request, then of the session, that is
 * neither anonymous nor expired.
 *
 * <p>A {@code SAML2Profile} makes it SAML. When the session of the identity provider ends is not in
 * it: pac4j 6 looks at {@code SessionNotOnOrAfter} once and drops it, and {@code getNotOnOrAfter()}
 * is how long the assertion could be presented, some minutes.
 */
final class Pac4jLogin implements LoginResolver {

  private static final String PROFILES = "pac4jUserProfiles"; // Pac4jConstants.USER_PROFILES
  private static final String PROFILE = "org.pac4j.core.profile.UserProfile";
  private static final String ANONYMOUS = "org.pac4j.core.profile.AnonymousProfile";
  private static final String SAML = "org.pac4j.saml.profile.SAML2Profile";

  private final Getters members = new Getters();
  private final LoginSource source;

  /**
   * Creates the resolver.
   *
   * @param source how people log in whose profile is not of SAML
   */
  Pac4jLogin(LoginSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    return Stream.of(
            request.getAttribute(PROFILES),
            SessionAttributes.attributes(request).apply(PROFILES))
        .flatMap(value -> profiles(value).stream())
        .filter(Objects::nonNull)
        .filter(this::counts)
        .findFirst()
        .map(this::login);
  }

  private Login login(Object profile) {
    Optional<Instant> loggedIn = Boolean.TRUE.equals(members.get(profile, "isRemembered"))
        ? Optional.of(Instant.EPOCH)
        : Optional.empty(); // remembered: long ago, and never fresh
    return new Login(
        LoginTexts.owner(
            "the pac4j profile's getId()",
            ExpectedText.read(members, profile, "getId").orElse(null)),
        Getters.isA(profile, SAML) ? LoginSource.SAML : source,
        loggedIn,
        Optional.empty(),
        LoginTexts.roles(
            "the pac4j profile's getRoles()",
            Objects.requireNonNullElse(members.get(profile, "getRoles"), List.of())),
        Optional.empty());
  }

  private boolean counts(Object profile) {
    if (!Getters.isA(profile, PROFILE)) {
      throw new IllegalStateException("The attribute "
          + PROFILES
          + " holds a "
          + profile.getClass().getName()
          + ", but must hold profiles of pac4j. Set postern.login to where this"
          + " application keeps its logins.");
    }
    return !Getters.isA(profile, ANONYMOUS)
        && !Boolean.TRUE.equals(members.get(profile, "isExpired"));
  }

  private static Collection<?> profiles(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof Map<?, ?> byClient) {
      return byClient.values();
    }
    return value instanceof Collection<?> profiles ? profiles : List.of(value);
  }
}
