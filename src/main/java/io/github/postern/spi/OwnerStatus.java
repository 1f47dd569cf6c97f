package io.github.postern.spi;

import io.github.postern.key.LoginSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The current state of an owner in a directory. Immutable.
 *
 * @param presence whether the owner is there and may do anything
 * @param group whether this is a group: groups own no keys
 * @param roles the roles that the owner has now; a key never has others
 * @param organisation which organisation the owner belongs to; empty if there are none
 * @param source how the owner logs in; empty if the directory does not know
 * @param id what stays the same for this person and is never given to another, such as a database
 *     id, an LDAP {@code entryUUID} or a SCIM {@code id} (RFC 7643 section 3.1); empty if the
 *     directory has none. By it a key tells its owner from somebody who was later given the same
 *     name
 */
public record OwnerStatus(
    Presence presence,
    boolean group,
    Set<String> roles,
    Optional<String> organisation,
    Optional<LoginSource> source,
    Optional<String> id) {

  /** Whether an owner is there. */
  public enum Presence {
    /** There, and allowed in. */
    ACTIVE,
    /** There, but disabled or locked: no key works until that ends. */
    DISABLED,
    /** Not there. No key works, and none will for another person of the same name. */
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

  /** Returns the status of what is no person but a group of them. */
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

  /** Returns this status of somebody who logs in like that. */
  public OwnerStatus withSource(LoginSource kind) {
    return new OwnerStatus(presence, group, roles, organisation, Optional.of(kind), id);
  }

  /** Returns this status of somebody whom the directory calls by an id that never changes. */
  public OwnerStatus withId(String lasting) {
    return new OwnerStatus(presence, group, roles, organisation, source, Optional.of(lasting));
  }
}
