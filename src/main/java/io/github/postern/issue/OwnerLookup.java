package io.github.postern.issue;

import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.KeyStore;
import java.util.Optional;
import java.util.Set;

/**
 * Looks up owners: live in the directory of owners or, where there is none, in the recorded logins.
 * Safe for use by many threads.
 */
public final class OwnerLookup {

  private final KeyStore store;
  private final Optional<OwnerDirectory> directory;

  /**
   * Creates it.
   *
   * @param store where logins are noted
   * @param directory knows the owners; empty if the application has none
   */
  OwnerLookup(KeyStore store, Optional<OwnerDirectory> directory) {
    this.store = store;
    this.directory = directory;
  }

  /**
   * The known data about one owner.
   *
   * @param owner who it is
   * @param status what the directory says; empty if there is none
   * @param login their latest login; empty if none was noted
   */
  public record OwnerDetails(Owner owner, Optional<OwnerStatus> status, Optional<LastLogin> login) {

    /** Returns whether there is somebody of this name. */
    public boolean known() {
      return status
          .map(said -> said.presence() != OwnerStatus.Presence.GONE)
          .orElse(login.isPresent());
    }

    /** Returns whether their keys work: the register cannot tell that somebody left. */
    public boolean active() {
      return status.map(OwnerStatus::active).orElse(true);
    }

    /** Returns the roles that a key of theirs has now. */
    public Set<String> roles() {
      return status
          .map(OwnerStatus::roles)
          .orElseGet(() -> profile().map(LoginProfile::roles).orElse(Set.of()));
    }

    /** Returns their organisation, if they have one. */
    public Optional<String> organisation() {
      return status
          .map(OwnerStatus::organisation)
          .orElseGet(() -> profile().flatMap(LoginProfile::organisation));
    }

    /** Returns how they sign in, if that is known. */
    public Optional<LoginSource> source() {
      return status.flatMap(OwnerStatus::source).or(() -> login.map(LastLogin::source));
    }

    /** Returns what never changes of them, if the directory has that. */
    public Optional<String> id() {
      return status.flatMap(OwnerStatus::id);
    }

    /** Returns what their latest login told, if it was noted. */
    public Optional<LoginProfile> profile() {
      return login.flatMap(LastLogin::profile);
    }
  }

  /** Returns whether a directory says it, so that what a login told decides nothing. */
  public boolean hasDirectory() {
    return directory.isPresent();
  }

  /** Returns what is known of somebody; in the spelling in which they are registered. */
  public OwnerDetails find(Owner owner) {
    Optional<OwnerStatus> status = status(owner);
    Owner registered = registered(owner, status);
    return new OwnerDetails(registered, status, store.lastLogin(registered));
  }

  /** Returns what the directory says; empty if there is none. */
  public Optional<OwnerStatus> status(Owner owner) {
    return directory.map(known -> known.status(owner));
  }

  /**
   * Returns who an owner is registered as. Some databases find one person by several spellings of a
   * name; where the directory has a lasting id, the id is the person. Somebody who was renamed is
   * not meant: of their old name the directory knows nothing, or has given it away.
   */
  public Owner registered(Owner owner, Optional<OwnerStatus> status) {
    Optional<String> id = status.flatMap(OwnerStatus::id);
    if (id.isEmpty()) {
      return owner;
    }
    return store.ownersOfId(id.get()).stream()
        .filter(other -> other.realm().equals(owner.realm()))
        .filter(other ->
            other.equals(owner) || status(other).flatMap(OwnerStatus::id).equals(id))
        .findFirst()
        .orElse(owner);
  }
}
