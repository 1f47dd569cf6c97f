package io.github.postern.spi;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.StorableInstants;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user who is logged in to the application, and how. Immutable.
 *
 * @param owner the user, who will own the keys
 * @param source how the user logged in
 * @param authenticatedAt when; empty if the application does not say
 * @param sessionEnd when the session of the identity provider ends; empty if it states no end
 * @param roles the roles of the user
 * @param organisation the user's organisation; empty if the application has none
 * @param ownerId the user's immutable ID in the directory, never reassigned; empty if it has none
 * @param present false if the user is not logged in, but an administrator acts for the user
 * @param displayName the name for display; empty if it is not known
 * @param mail the mail address; empty if it is not known
 */
public record Login(
    Owner owner,
    LoginSource source,
    Optional<Instant> authenticatedAt,
    Optional<Instant> sessionEnd,
    Set<String> roles,
    Optional<String> organisation,
    Optional<String> ownerId,
    boolean present,
    Optional<String> displayName,
    Optional<String> mail) {

  /**
   * Creates a login; the roles are copied, and instants are brought into the years that every
   * database holds.
   */
  public Login {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(authenticatedAt, "authenticatedAt");
    Objects.requireNonNull(sessionEnd, "sessionEnd");
    authenticatedAt = authenticatedAt.map(StorableInstants::nearest);
    sessionEnd = sessionEnd.map(StorableInstants::nearest);
    roles = Set.copyOf(roles);
    Objects.requireNonNull(organisation, "organisation");
    Objects.requireNonNull(ownerId, "ownerId");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(mail, "mail");
  }

  /** Creates the login of a user who is logged in. */
  public Login(
      Owner owner,
      LoginSource source,
      Optional<Instant> authenticatedAt,
      Optional<Instant> sessionEnd,
      Set<String> roles,
      Optional<String> organisation) {
    this(
        owner,
        source,
        authenticatedAt,
        sessionEnd,
        roles,
        organisation,
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns a login with a password or the like. */
  public static Login local(Owner owner, Set<String> roles) {
    return new Login(
        owner, LoginSource.LOCAL, Optional.empty(), Optional.empty(), roles, Optional.empty());
  }

  /**
   * Returns a login by SAML, whose session ends at {@code sessionEnd}, or null if that was not
   * said.
   */
  public static Login saml(Owner owner, Set<String> roles, @Nullable Instant sessionEnd) {
    return new Login(
        owner,
        LoginSource.SAML,
        Optional.empty(),
        Optional.ofNullable(sessionEnd),
        roles,
        Optional.empty());
  }

  /** Returns the login that stands for a user for whom an administrator acts. */
  public static Login absent(
      Owner owner,
      LoginSource source,
      Set<String> roles,
      Optional<String> organisation,
      Optional<String> ownerId) {
    return new Login(
        owner,
        source,
        Optional.empty(),
        Optional.empty(),
        roles,
        organisation,
        ownerId,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns this login with another instant of authentication. */
  public Login withAuthenticatedAt(Instant instant) {
    return new Login(
        owner,
        source,
        Optional.of(instant),
        sessionEnd,
        roles,
        organisation,
        ownerId,
        present,
        displayName,
        mail);
  }

  /** Returns this login with the user's immutable ID in the owner directory. */
  public Login withOwnerId(Optional<String> id) {
    return new Login(
        owner,
        source,
        authenticatedAt,
        sessionEnd,
        roles,
        organisation,
        id,
        present,
        displayName,
        mail);
  }

  /** Returns this login with a display name and a mail address. */
  public Login withContact(Optional<String> name, Optional<String> address) {
    return new Login(
        owner,
        source,
        authenticatedAt,
        sessionEnd,
        roles,
        organisation,
        ownerId,
        present,
        name,
        address);
  }

  /**
   * Returns this login with the owner as the store has registered this user: the same user, perhaps
   * in another spelling.
   */
  public Login withOwner(Owner registered) {
    return registered.equals(owner)
        ? this
        : new Login(
            registered,
            source,
            authenticatedAt,
            sessionEnd,
            roles,
            organisation,
            ownerId,
            present,
            displayName,
            mail);
  }
}
