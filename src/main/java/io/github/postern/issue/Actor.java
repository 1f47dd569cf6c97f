package io.github.postern.issue;

import io.github.postern.key.Owner;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the key service, for the audit trail and for the rules that depend on the caller.
 *
 * @param name the user name
 * @param realm where the name comes from, as in {@link Owner}; empty where there is one only, or no
 *     user is logged in
 * @param address the network address that the request came from; null if none did
 * @param id the user's immutable ID in the owner directory; empty if it has none
 * @param reach whose keys the actor manages as an administrator; {@link AdminReach#NOBODY} for a
 *     user who acts on keys of their own
 * @param limits what the key is limited to by which the actor acts; empty for a login
 */
public record Actor(
    String name,
    String realm,
    @Nullable String address,
    Optional<String> id,
    AdminReach reach,
    Optional<ManagingKeyLimits> limits) {

  /** Creates an actor. */
  public Actor {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(realm, "realm");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(reach, "reach");
    Objects.requireNonNull(limits, "limits");
  }

  /** Creates an actor of whom no more is known, and who is no administrator. */
  public Actor(String name, @Nullable String address) {
    this(name, "", address, Optional.empty(), AdminReach.NOBODY, Optional.empty());
  }

  /** Returns the identity of this actor, to compare with others. */
  UserIdentity identity() {
    return new UserIdentity(name, id);
  }

  /**
   * Returns why an edited key is wider than the one by which this actor acts; an edit gives no
   * roles.
   */
  Optional<Refusal> exceededBy(StoredKey edited) {
    return limits.flatMap(limit -> limit.exceededBy(edited)).map(Actor::forbidden);
  }

  /**
   * Returns why a key that is made now, with the roles that it has now, is wider than the one by
   * which this actor acts.
   */
  Optional<Refusal> exceededByNew(StoredKey made) {
    return exceededBy(made)
        .or(() -> limits.flatMap(limit -> limit.exceededBy(made.roles())).map(Actor::forbidden));
  }

  private static Refusal forbidden(String why) {
    return new Refusal(Refusal.Code.FORBIDDEN, why, List.of());
  }

  /**
   * Returns whether what this actor does against a key is an administrator's doing, which its owner
   * does not undo: a user who is not surely the owner is another user. Where there are several
   * realms, a name alone says nothing.
   */
  boolean limits(StoredKey key) {
    return reach != AdminReach.NOBODY
        && !(identity().surely(owner(key))
            && (id.isPresent() && key.ownerId().isPresent()
                || key.owner().realm().equals(realm)));
  }

  /**
   * Returns whether this actor may undo what an administrator did against a key: a user who may be
   * its owner may not.
   */
  boolean administers(StoredKey key) {
    return reach != AdminReach.NOBODY && !identity().mayBeSame(owner(key));
  }

  private static UserIdentity owner(StoredKey key) {
    return new UserIdentity(key.owner().name(), key.ownerId());
  }
}
