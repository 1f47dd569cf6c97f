package io.github.postern.key;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The data of a login about its user. Immutable.
 *
 * @param roles the roles that the user had
 * @param ownerId the user's immutable ID in the directory, never reassigned
 * @param displayName the name for display
 * @param mail the mail address
 * @param organisation the user's organisation, if there are any
 */
public record LoginProfile(
    Set<String> roles,
    Optional<String> ownerId,
    Optional<String> displayName,
    Optional<String> mail,
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
