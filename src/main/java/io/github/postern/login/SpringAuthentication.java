package io.github.postern.login;

import com.github.benmanes.caffeine.cache.Cache;
import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Spring Security's {@code Authentication}.
 *
 * @param members how its getters are called
 * @param rolePrefix what is taken off the authorities that have it
 * @param otherwise how people log in, where it is not by Spring's SAML
 * @param read the responses that were read lately, by the very text that Spring keeps: a login is
 *     many requests
 */
record SpringAuthentication(
    Getters members, String rolePrefix, LoginSource otherwise, Cache<String, SamlResponse> read) {

  private static final String SECURITY = "org.springframework.security.";
  private static final String ANONYMOUS = SECURITY + "authentication.AnonymousAuthenticationToken";
  private static final String REMEMBERED =
      SECURITY + "authentication.RememberMeAuthenticationToken";
  private static final String SWITCHED =
      SECURITY + "web.authentication.switchuser.SwitchUserGrantedAuthority";

  /** Spring Security 7: how somebody proved who they are, and when. */
  private static final String FACTOR = SECURITY + "core.authority.FactorGrantedAuthority";

  private static final String SAML_FACTOR = "FACTOR_SAML_RESPONSE";
  private static final String SAML = SECURITY + "saml2.provider.service.authentication.";

  /** Returns the login; empty if it is nobody's. */
  Optional<Login> login(Object authentication) {
    if (Getters.isA(authentication, ANONYMOUS)
        || !Boolean.TRUE.equals(members.get(authentication, "isAuthenticated"))) {
      return Optional.empty();
    }
    List<?> authorities = authorities(authentication);
    if (authorities.stream().anyMatch(authority -> Getters.isA(authority, SWITCHED))) {
      throw new IllegalStateException(
          "The user acts as another user by Spring's SwitchUserFilter. A key would"
              + " outlast that; switch back to manage keys.");
    }
    Optional<SamlResponse> saml = saml(authentication, authorities);
    return Optional.of(new Login(
        LoginTexts.owner("Spring's Authentication.getName()", name(authentication)),
        saml.isPresent() ? LoginSource.SAML : otherwise,
        saml.flatMap(SamlResponse::authnInstant)
            .or(() -> authenticatedAt(authentication, authorities)),
        saml.flatMap(SamlResponse::sessionEnd),
        roles(authorities),
        Optional.empty()));
  }

  /**
   * Spring's last resort for a name is {@code toString()} of the principal, which is another one
   * after each start.
   */
  private @Nullable String name(Object authentication) {
    Object principal = members.get(authentication, "getPrincipal");
    if (principal != null && Getters.isA(principal, SAML + "Saml2ResponseAssertionAccessor")) {
      return ExpectedText.read(members, principal, "getNameId").orElse(null);
    }
    String name = ExpectedText.read(members, authentication, "getName").orElse(null);
    boolean lent = authentication instanceof Principal named
        && SpringPrincipal.lendsToString(named, PlainText::hasText);
    if (lent
        || name != null
            && principal != null
            && name.startsWith(principal.getClass().getName() + "@")) {
      throw new IllegalStateException(
          "Spring's Authentication.getName() gives no name, for the principal is "
              + ObjectDescription.of(principal)
              + " without one. "
              + ObjectDescription.properties(principal, ExpectedText.NAME.likely())
              + "Let it implement"
              + " java.security.Principal, UserDetails or AuthenticatedPrincipal.");
    }
    return name;
  }

  private List<?> authorities(Object authentication) {
    return members.get(authentication, "getAuthorities") instanceof Collection<?> all
        ? List.copyOf(all)
        : List.of();
  }

  /**
   * A second factor may have been given after SAML, and then the last kind of authentication is
   * that factor's.
   */
  private Optional<SamlResponse> saml(Object authentication, List<?> authorities) {
    if (Getters.isA(authentication, SAML + "Saml2Authentication")) {
      return Optional.of(response(authentication, "getSaml2Response"));
    }
    Object credentials = members.get(authentication, "getCredentials");
    if (credentials != null && Getters.isA(credentials, SAML + "Saml2ResponseAssertionAccessor")) {
      return Optional.of(response(credentials, "getResponseValue"));
    }
    boolean byFactor = authorities.stream()
        .filter(authority -> Getters.isA(authority, FACTOR))
        .anyMatch(authority ->
            ExpectedText.read(members, authority, "getAuthority").equals(Optional.of(SAML_FACTOR)));
    Object principal = members.get(authentication, "getPrincipal");
    return byFactor
            || Getters.isA(principal, SAML + "Saml2AuthenticatedPrincipal")
            || Getters.isA(principal, SAML + "Saml2ResponseAssertionAccessor")
        ? Optional.of(SamlResponse.UNKNOWN)
        : Optional.empty();
  }

  private SamlResponse response(Object holder, String getter) {
    return ExpectedText.read(members, holder, getter)
        .filter(xml -> !xml.isBlank())
        .map(xml -> read.get(xml, SamlResponse::of))
        .orElse(SamlResponse.UNKNOWN);
  }

  /**
   * A user who is only remembered signed in long ago: at the epoch, so that nobody takes the login
   * for fresh.
   */
  private Optional<Instant> authenticatedAt(Object authentication, List<?> authorities) {
    if (Getters.isA(authentication, REMEMBERED)) {
      return Optional.of(Instant.EPOCH);
    }
    return authorities.stream()
        .filter(authority -> Getters.isA(authority, FACTOR))
        .map(authority -> members.get(authority, "getIssuedAt"))
        .filter(Instant.class::isInstance)
        .map(Instant.class::cast)
        .max(Comparator.naturalOrder());
  }

  /** A factor is what a person has just shown, which a key never does. */
  private Set<String> roles(List<?> authorities) {
    return LoginTexts.roles(
        "Spring's GrantedAuthority.getAuthority()",
        authorities.stream()
            .filter(authority -> !Getters.isA(authority, FACTOR))
            .flatMap(authority -> ExpectedText.read(members, authority, "getAuthority").stream())
            .map(text -> text.startsWith(rolePrefix) ? text.substring(rolePrefix.length()) : text)
            .toList());
  }
}
