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
 * Somebody who is logged in to the application, and how. Immutable.
 *
 * @param owner who it is
 * @param source how they logged in
 * @param authenticatedAt when; empty if the application does not say
 * @param sessionEnd when the session of the identity provider ends; empty if it states no end
 * @param roles what roles they have
 * @param organisation which organisation they belong to; empty if there are none
 * @param ownerId the user's immutable ID in the directory, never reassigned; empty if it has none
 * @param present false if they are not there themselves, but an administrator acts for them
 * @param displayName the name for people to read; empty if it is not known
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

  /** Creates the login of somebody who is there. */
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

  /** Returns what stands for somebody for whom an administrator acts. */
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

  /** Returns this login, made at an instant that was found out elsewhere. */
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

  /**
   * Returns this login of somebody whom the directory of owners calls by an id that never changes.
   */
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

  /** Returns this login of somebody who is called and written to like this. */
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
   * Returns this login of the owner as whom this person is registered: the same one, perhaps in
   * another spelling.
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
