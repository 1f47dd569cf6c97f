package io.github.postern.issue;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The key that somebody asks for.
 *
 * @param name what they call it
 * @param description what it is for; empty if they did not say
 * @param wish how long it shall live
 * @param scopes what it shall be limited to; empty: nothing
 * @param networks where it may be used from, as CIDR blocks; empty: anywhere
 * @param token marks the request, so that the same one sent twice creates one key; empty if it carried none
 */
public record KeyRequest(String name, Optional<String> description, Wish wish, Set<String> scopes, Set<String> networks,
        Optional<String> token) {

    /** Creates a request; the sets are copied. */
    public KeyRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(wish, "wish");
        scopes = Set.copyOf(scopes);
        networks = Set.copyOf(networks);
        Objects.requireNonNull(token, "token");
    }

    /** Returns the simplest request: a name and a wish. */
    public static KeyRequest named(String name, Wish wish) {
        return new KeyRequest(name, Optional.empty(), wish, Set.of(), Set.of(), Optional.empty());
    }
}
