package io.github.postern.manage;

import io.github.postern.issue.OwnerLookup;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.policy.OwnerRules;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.StoredKey;
import java.util.Optional;
import java.util.Set;

/** Which roles and which organisation the owners of keys have now. Safe for use by many threads. */
final class CurrentOwnerAttributes {

  private final OwnerLookup owners;
  private final OwnerRules rules;

  CurrentOwnerAttributes(OwnerLookup owners, OwnerRules rules) {
    this.owners = owners;
    this.rules = rules;
  }

  /**
   * Returns the roles that an owner has now, and that a key of theirs would have: those that the
   * directory names, else those of the latest login, else those that the key was made with. A
   * directory need not name any for who is locked, and who is locked comes back. The one place
   * where the roles of an owner come from.
   */
  Set<String> roles(AccessTarget target) {
    return owners
        .status(target.owner())
        .filter(OwnerStatus::active)
        .map(OwnerStatus::roles)
        .orElseGet(() -> target
            .key()
            .map(key -> rules.roles(key.roles(), key.ownerLogin()))
            .orElseGet(() -> owners.find(target.owner()).roles()));
  }

  /**
   * Returns the organisation that an owner belongs to now: that of the directory, else that of the
   * latest login, else that of the subject.
   */
  Optional<String> organisation(AccessTarget target) {
    Optional<OwnerStatus> active = owners.status(target.owner()).filter(OwnerStatus::active);
    if (active.isPresent()) {
      return active.get().organisation();
    }
    Optional<LoginProfile> told = owners.hasDirectory()
        ? Optional.empty()
        : target.key().flatMap(StoredKey::ownerLogin).flatMap(LastLogin::profile);
    return told.isPresent() ? told.get().organisation() : target.organisation();
  }
}
