package io.github.postern.login;

import io.github.postern.issue.Login;
import io.github.postern.key.Owner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The login that the container or the application's own filter put into the request: {@code getUserPrincipal()} and
 * {@code isUserInRole}. Such logins are local.
 */
public final class ContainerLogin implements LoginResolver {

    private final Set<String> knownRoles;

    /**
     * Creates the resolver.
     *
     * @param knownRoles the roles to ask for: the Servlet API can be asked for one role, not for all
     */
    public ContainerLogin(Collection<String> knownRoles) {
        this.knownRoles = Set.copyOf(knownRoles);
    }

    @Override
    public Optional<Login> resolve(HttpServletRequest request) {
        return Optional.ofNullable(request.getUserPrincipal()).map(principal -> Login.local(
                Owner.of(principal.getName()),
                knownRoles.stream().filter(request::isUserInRole).collect(Collectors.toSet())));
    }
}
