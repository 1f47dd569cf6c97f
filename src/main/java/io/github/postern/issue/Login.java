package io.github.postern.issue;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who is logged in to the application, and how. Immutable.
 *
 * @param owner who it is
 * @param source how they logged in
 * @param authenticatedAt when; empty if the application does not say
 * @param sessionEnd when the session of the identity provider ends; empty if it states no end
 * @param roles what roles they have
 * @param organisation which organisation they belong to; empty if there are none
 */
public record Login(Owner owner, LoginSource source, Optional<Instant> authenticatedAt, Optional<Instant> sessionEnd,
        Set<String> roles, Optional<String> organisation) {

    /** Creates a login; the roles are copied. */
    public Login {
        Objects.requireNonNull(owner, "owner");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(authenticatedAt, "authenticatedAt");
        Objects.requireNonNull(sessionEnd, "sessionEnd");
        roles = Set.copyOf(roles);
        Objects.requireNonNull(organisation, "organisation");
    }

    /** Returns a login with a password or the like. */
    public static Login local(Owner owner, Set<String> roles) {
        return new Login(owner, LoginSource.LOCAL, Optional.empty(), Optional.empty(), roles, Optional.empty());
    }

    /** Returns a login by SAML, whose session ends at {@code sessionEnd}, or null if that was not said. */
    public static Login saml(Owner owner, Set<String> roles, Instant sessionEnd) {
        return new Login(owner, LoginSource.SAML, Optional.empty(), Optional.ofNullable(sessionEnd), roles,
                Optional.empty());
    }
}
