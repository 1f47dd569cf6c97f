package io.github.postern.login;

import java.security.Principal;

/**
 * The principal in an {@code Authentication} of Spring Security, whose {@code getName()} has a last
 * resort: the principal's {@code toString()} ({@code AbstractAuthenticationToken.getName()}).
 */
final class SpringPrincipal {

  private static final String CORE = "org.springframework.security.core.";

  private SpringPrincipal() {}

  /**
   * Returns whether the name of a principal is what the {@code toString()} of another object says.
   */
  static boolean lendsToString(Principal principal) {
    if (!Getters.isA(principal, CORE + "Authentication")) {
      return false;
    }
    Object inner = Getters.once(principal, "getPrincipal");
    if (inner == null
        || inner instanceof Principal
        || Getters.isA(inner, CORE + "userdetails.UserDetails")
        || Getters.isA(inner, CORE + "AuthenticatedPrincipal")
        || PlainText.of(inner).isPresent()) {
      return false;
    }
    return isOfSpring(principal) || inner.toString().equals(principal.getName());
  }

  /** An application's own {@code Authentication} may have a way of its own to a name. */
  private static boolean isOfSpring(Principal principal) {
    try {
      return principal
          .getClass()
          .getMethod("getName")
          .getDeclaringClass()
          .getName()
          .startsWith("org.springframework.");
    } catch (NoSuchMethodException e) {
      return true;
    }
  }
}
