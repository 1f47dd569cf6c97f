package io.github.postern.spi;

import io.github.postern.key.LoginSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The current state of an owner in a directory. Immutable.
 *
 * @param presence whether the owner exists and may use the application
 * @param group whether this is a group: groups own no keys
 * @param roles the roles that the owner has now; a key never has others
 * @param organisation which organisation the owner belongs to; empty if there are none
 * @param source how the owner logs in; empty if the directory does not know
 * @param id the owner's immutable ID in the directory, never reassigned, such as a database id, an
 *     LDAP {@code entryUUID} or a SCIM {@code id} (RFC 7643 section 3.1); empty if the directory
 *     has none. With it Postern tells the owner of a key from a user who was later given the same
 *     name
 */
public record OwnerStatus(
    Presence presence,
    boolean group,
    Set<String> roles,
    Optional<String> organisation,
    Optional<LoginSource> source,
    Optional<String> id) {

  /** Whether an owner exists and may use the application. */
  public enum Presence {
    /** The owner exists and may use the application. */
    ACTIVE,
    /** The owner exists but is disabled or locked: no key works until that ends. */
    DISABLED,
    /** The owner does not exist. No key works, and none will for another user of the same name. */
    GONE
  }

  /** Creates a status; the roles are copied. */
  public OwnerStatus {
    Objects.requireNonNull(presence, "presence");
    roles = Set.copyOf(roles);
    Objects.requireNonNull(organisation, "organisation");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(id, "id");
  }

  private static OwnerStatus of(Presence presence, boolean group, Set<String> roles) {
    return new OwnerStatus(
        presence, group, roles, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Returns the status of an active owner. */
  public static OwnerStatus active(Set<String> roles) {
    return of(Presence.ACTIVE, false, roles);
  }

  /** Returns the status of an owner who is disabled or locked. */
  public static OwnerStatus disabled() {
    return of(Presence.DISABLED, false, Set.of());
  }

  /** Returns the status of an owner who does not exist. */
  public static OwnerStatus gone() {
    return of(Presence.GONE, false, Set.of());
  }

  /** Returns the status of a group, which is no user and owns no keys. */
  public static OwnerStatus ofGroup() {
    return of(Presence.DISABLED, true, Set.of());
  }

  /** Returns whether keys of this owner work. */
  public boolean active() {
    return presence == Presence.ACTIVE;
  }

  /** Returns this status in an organisation. */
  public OwnerStatus withOrganisation(String name) {
    return new OwnerStatus(presence, group, roles, Optional.of(name), source, id);
  }

  /** Returns this status with the way in which the owner logs in. */
  public OwnerStatus withSource(LoginSource kind) {
    return new OwnerStatus(presence, group, roles, organisation, Optional.of(kind), id);
  }

  /** Returns this status with the owner's immutable ID in the directory. */
  public OwnerStatus withId(String lasting) {
    return new OwnerStatus(presence, group, roles, organisation, source, Optional.of(lasting));
  }
}
