package io.github.postern.issue;

import java.util.Objects;
import java.util.Optional;

/**
 * What shall be different about a key. What is empty stays as it is.
 *
 * @param name the new name
 * @param description the new description; an empty text removes it
 * @param wish the new end, if it is another than {@link Wish.Unsaid}
 * @param active whether the key is switched on
 * @param service whether the key belongs to a service: for administrators
 */
public record KeyEdit(Optional<String> name, Optional<String> description, Wish wish, Optional<Boolean> active,
        Optional<Boolean> service) {

    /** Creates an edit. */
    public KeyEdit {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(wish, "wish");
        Objects.requireNonNull(active, "active");
        Objects.requireNonNull(service, "service");
    }

    /** Returns whether this only switches a key on or off. */
    public boolean onlySwitches() {
        return active.isPresent() && service.isEmpty() && name.isEmpty() && description.isEmpty() && wish instanceof Wish.Unsaid;
    }
}
