package io.github.postern.manage;

import io.github.postern.key.Owner;
import io.github.postern.owner.OwnerDirectory;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.store.StoredKey;
import java.util.Optional;
import java.util.Set;

/** What is known of the owners of keys now. Safe for use by many threads if the directory is. */
final class Owners {

    private final OwnerDirectory directory;

    /**
     * Creates it.
     *
     * @param directory knows the owners; null if the application has none
     */
    Owners(OwnerDirectory directory) {
        this.directory = directory;
    }

    /**
     * Returns what the directory says of an owner; empty if there is no directory.
     *
     * @throws io.github.postern.key.KeysUnavailableException if the directory does not answer
     */
    Optional<OwnerStatus> status(Owner owner) {
        return Optional.ofNullable(directory).map(known -> known.status(owner));
    }

    /** Returns whether a directory gives each key its owner's present roles, whatever it was made with. */
    boolean rolesAreLive() {
        return directory != null;
    }

    /**
     * Returns the roles that an owner has now, and that a key of theirs would have: those that the directory names, else
     * those that the key was made with. A directory need not name any for who is locked, and who is locked comes back. The
     * one place where the roles of an owner come from.
     */
    Set<String> roles(Subject subject) {
        return status(subject.owner()).filter(OwnerStatus::active).map(OwnerStatus::roles)
                .orElseGet(() -> subject.key().map(StoredKey::roles).orElse(Set.of()));
    }

    /** Returns the organisation that an owner belongs to now: that of the directory, else that of the subject. */
    Optional<String> organisation(Subject subject) {
        return status(subject.owner()).filter(OwnerStatus::active).map(OwnerStatus::organisation)
                .orElse(subject.organisation());
    }
}
