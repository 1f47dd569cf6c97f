package io.github.postern.key;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a login told of the user. Immutable.
 *
 * @param roles the roles that the user had
 * @param ownerId what the directory of owners calls the user, which no later person of the same name has
 * @param displayName the name for people to read
 * @param mail the mail address
 * @param organisation the user's organisation, if there are any
 */
public record LoginProfile(Set<String> roles, Optional<String> ownerId, Optional<String> displayName, Optional<String> mail,
        Optional<String> organisation) {

    /** Creates the value; the set is copied. */
    public LoginProfile {
        roles = Set.copyOf(roles);
        Objects.requireNonNull(ownerId, "ownerId");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(mail, "mail");
        Objects.requireNonNull(organisation, "organisation");
    }
}
