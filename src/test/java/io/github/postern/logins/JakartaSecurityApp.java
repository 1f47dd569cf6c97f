package io.github.postern.logins;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Set;

/**
 * Jakarta Security as thin as can be: its context as a bean that says what the container knows of
 * the present request.
 */
@ApplicationScoped
public class JakartaSecurityApp implements SecurityContext {

  /** Some other bean. */
  @ApplicationScoped
  public static class Other {}

  @Inject
  private HttpServletRequest request;

  @Override
  public Principal getCallerPrincipal() {
    return request.getUserPrincipal();
  }

  @Override
  public <T extends Principal> Set<T> getPrincipalsByType(Class<T> type) {
    return Set.of();
  }

  @Override
  public boolean isCallerInRole(String role) {
    return request.isUserInRole(role);
  }

  /** Of Jakarta Security 4.0, with which this is run, and not of 3.0, with which it is compiled. */
  public Set<String> getAllDeclaredCallerRoles() {
    return Set.of("only-listed");
  }

  @Override
  public boolean hasAccessToWebResource(String resource, String... methods) {
    return true;
  }

  @Override
  public AuthenticationStatus authenticate(
      HttpServletRequest from, HttpServletResponse to, AuthenticationParameters parameters) {
    return AuthenticationStatus.NOT_DONE;
  }
}
