package io.github.postern.issue;

import io.github.postern.key.Owner;
import io.github.postern.store.StoredKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who does something at the desk, for the audit trail and for the rules that are about who asks.
 *
 * @param name the user name
 * @param address the network address that the request came from; null if none did
 * @param id what the directory of owners calls them; empty if it does not
 * @param reach whose keys they act on as an administrator; {@link Reach#NOBODY} for who acts on their own
 * @param limits what the key is limited to by which they act; empty for a login
 */
public record Actor(String name, String address, Optional<String> id, Reach reach, Optional<Limits> limits) {

    /** Creates an actor. */
    public Actor {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(reach, "reach");
        Objects.requireNonNull(limits, "limits");
    }

    /** Creates somebody of whom no more is known, and who administers nobody. */
    public Actor(String name, String address) {
        this(name, address, Optional.empty(), Reach.NOBODY, Optional.empty());
    }

    /** Returns this actor as a person, to compare with others. */
    Person person() {
        return new Person(name, id);
    }

    /** Returns why a key is wider than the one by which this actor acts. */
    Optional<Refusal> exceededBy(StoredKey key) {
        return limits.flatMap(limit -> limit.exceededBy(key))
                .map(why -> new Refusal(Refusal.Code.FORBIDDEN, why, List.of()));
    }

    /** Returns whether this actor administers the keys of an owner, and is not that owner. */
    boolean administers(StoredKey key) {
        Owner owner = key.owner();
        return reach != Reach.NOBODY && !person().maybe(new Person(owner.name(), key.ownerId()));
    }
}
