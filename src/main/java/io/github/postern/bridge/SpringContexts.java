package io.github.postern.bridge;

import io.github.postern.spi.ApiKeyPrincipal;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Makes a {@code SecurityContext} for the owner of a key, out of the classes that the application
 * has. Its {@code Authentication} is a {@code PreAuthenticatedAuthenticationToken}; the principal
 * of that is Spring's {@code User}, a {@code UserDetails} as after a form login; the details are
 * the {@link ApiKeyPrincipal}. Safe for use by many threads.
 */
final class SpringContexts {

  private static final String SECURITY = "org.springframework.security.";

  private final Constructor<?> context;
  private final Constructor<?> token;
  private final Constructor<?> user;
  private final Constructor<?> authority;
  private final Method setDetails;
  private final Authorities authorities;

  private SpringContexts(ClassLoader application, Authorities authorities)
      throws ReflectiveOperationException {
    this.authorities = Objects.requireNonNull(authorities, "authorities");
    this.authority =
        type("core.authority.SimpleGrantedAuthority", application).getConstructor(String.class);
    this.user = type("core.userdetails.User", application)
        .getConstructor(String.class, String.class, Collection.class);
    this.token = type("web.authentication.preauth.PreAuthenticatedAuthenticationToken", application)
        .getConstructor(Object.class, Object.class, Collection.class);
    this.setDetails = token.getDeclaringClass().getMethod("setDetails", Object.class);
    this.context = type("core.context.SecurityContextImpl", application)
        .getConstructor(type("core.Authentication", application));
  }

  /**
   * Looks the classes up.
   *
   * @param application the class loader of the application
   * @param authorities what the roles of a key are called
   * @throws IllegalStateException if Spring Security 6 or 7 is not in the application
   */
  static SpringContexts in(ClassLoader application, Authorities authorities) {
    try {
      return new SpringContexts(application, authorities);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Spring Security 6 or 7 is not in this application: " + e.getMessage(), e);
    }
  }

  /** Returns a new one: a security context can be changed, so no two requests may share it. */
  Object of(ApiKeyPrincipal principal) {
    try {
      List<Object> granted = new ArrayList<>();
      for (String role : principal.roles()) {
        granted.add(authority.newInstance(authorities.of(role)));
      }
      Object authentication =
          token.newInstance(user.newInstance(principal.getName(), "", granted), "", granted);
      setDetails.invoke(authentication, principal);
      return context.newInstance(authentication);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "Spring Security refuses the owner of a key: "
              + e.getTargetException().getClass().getName(),
          e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This is no Spring Security 6 or 7", e);
    }
  }

  private static Class<?> type(String name, ClassLoader application) throws ClassNotFoundException {
    return Class.forName(SECURITY + name, false, application);
  }
}
