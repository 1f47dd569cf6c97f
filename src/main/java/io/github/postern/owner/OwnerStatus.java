package io.github.postern.owner;

import io.github.postern.key.LoginSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a directory says of an owner now. Immutable.
 *
 * @param active false if the owner is disabled, locked or gone: no key of theirs works
 * @param group whether this is a group: groups own no keys
 * @param roles the roles that the owner has now; a key never has others
 * @param organisation which organisation the owner belongs to; empty if there are none
 * @param source how the owner logs in; empty if the directory does not know
 */
public record OwnerStatus(boolean active, boolean group, Set<String> roles, Optional<String> organisation,
        Optional<LoginSource> source) {

    private static final OwnerStatus GONE =
            new OwnerStatus(false, false, Set.of(), Optional.empty(), Optional.empty());

    /** Creates a status; the roles are copied. */
    public OwnerStatus {
        roles = Set.copyOf(roles);
        Objects.requireNonNull(organisation, "organisation");
        Objects.requireNonNull(source, "source");
    }

    /** Returns the status of an active owner. */
    public static OwnerStatus active(Set<String> roles) {
        return new OwnerStatus(true, false, roles, Optional.empty(), Optional.empty());
    }

    /** Returns the status of an owner who is disabled or does not exist. */
    public static OwnerStatus gone() {
        return GONE;
    }

    /** Returns the status of what is no person but a group of them. */
    public static OwnerStatus ofGroup() {
        return new OwnerStatus(false, true, Set.of(), Optional.empty(), Optional.empty());
    }

    /** Returns this status in an organisation. */
    public OwnerStatus in(String name) {
        return new OwnerStatus(active, group, roles, Optional.of(name), source);
    }

    /** Returns this status of somebody who logs in like that. */
    public OwnerStatus by(LoginSource kind) {
        return new OwnerStatus(active, group, roles, organisation, Optional.of(kind));
    }
}
