package io.github.postern.login;

import java.security.Principal;
import java.util.function.Predicate;

/**
 * The principal in an {@code Authentication} of Spring Security, whose {@code getName()} has a last
 * resort: the principal's {@code toString()} ({@code AbstractAuthenticationToken.getName()}).
 */
final class SpringPrincipal {

  private static final String CORE = "org.springframework.security.core.";

  private SpringPrincipal() {}

  /**
   * Returns whether the name of a principal is what the {@code toString()} of another object says.
   *
   * @param hasText whether an object has a text of its own, which is a name then
   */
  static boolean lendsToString(Principal principal, Predicate<Object> hasText) {
    if (!Getters.isA(principal, CORE + "Authentication")) {
      return false;
    }
    Object inner = Getters.once(principal, "getPrincipal");
    if (inner == null
        || inner instanceof Principal
        || Getters.isA(inner, CORE + "userdetails.UserDetails")
        || Getters.isA(inner, CORE + "AuthenticatedPrincipal")
        || hasText.test(inner)) {
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
