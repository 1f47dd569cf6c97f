package io.github.postern.policy;

import io.github.postern.key.LastLogin;
import java.util.Optional;
import java.util.Set;

/**
 * Rules about owners where no directory of owners is configured: the roles of a key, and who can be
 * given one.
 *
 * @param latestLogin whether a key has the roles that its owner's latest login told, and not those
 *     of its creation
 * @param unknownOwners whether an administrator can make a key for somebody whom neither directory
 *     nor register knows
 */
public record OwnerRules(boolean latestLogin, boolean unknownOwners) {

  /**
   * The safe rules: rights end with the next login that lacks them, and a name that nobody has owns
   * nothing.
   */
  public static final OwnerRules DEFAULT = new OwnerRules(true, false);

  /**
   * Returns the roles that a key has.
   *
   * @param atCreation those that its owner had when it was made
   * @param login what is known of its owner's latest login; empty for keys of before logins were
   *     noted
   */
  public Set<String> roles(Set<String> atCreation, Optional<LastLogin> login) {
    if (!latestLogin || login.isEmpty() || login.get().profile().isEmpty()) {
      return atCreation;
    }
    return login.get().profile().get().roles();
  }
}
