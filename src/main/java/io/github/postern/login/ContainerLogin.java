package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The login that the container or the application's own filter put into the request:
 * {@code getUserPrincipal()} and {@code isUserInRole}. When it happened and when it ends the
 * Servlet API cannot tell.
 */
final class ContainerLogin implements LoginResolver {

  private final DeclaredRoles roles;
  private final LoginSource source;

  /**
   * Creates the resolver.
   *
   * @param knownRoles the roles to ask for beside those that the application declares: the Servlet
   *     API can be asked for one role, not for all
   * @param source how people log in to this container
   */
  ContainerLogin(Collection<String> knownRoles, LoginSource source) {
    this.roles = new DeclaredRoles(knownRoles);
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    return Optional.ofNullable(request.getUserPrincipal())
        .map(principal -> new Login(
            LoginTexts.owner("getUserPrincipal()", principal),
            source,
            Optional.empty(),
            Optional.empty(),
            roles.of(request.getServletContext()).stream()
                .filter(request::isUserInRole)
                .collect(Collectors.toSet()),
            Optional.empty()));
  }
}
