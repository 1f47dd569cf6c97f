package io.github.postern.owner;

import java.util.Objects;
import java.util.Set;

/**
 * What a directory says of an owner now.
 *
 * @param active false if the owner is disabled, locked or gone: no key of theirs works
 * @param roles the roles that the owner has now; a key never has others
 * @param organisation which organisation the owner belongs to; null if there are none
 */
public record OwnerStatus(boolean active, Set<String> roles, String organisation) {

    private static final OwnerStatus GONE = new OwnerStatus(false, Set.of(), null);

    /** Creates a status; the roles are copied. */
    public OwnerStatus {
        roles = Set.copyOf(Objects.requireNonNull(roles, "roles"));
    }

    /** Returns the status of an active owner without an organisation. */
    public static OwnerStatus active(Set<String> roles) {
        return new OwnerStatus(true, roles, null);
    }

    /** Returns the status of an owner who is disabled or does not exist. */
    public static OwnerStatus gone() {
        return GONE;
    }
}
