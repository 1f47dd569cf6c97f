package io.github.postern.issue;

import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.Network;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The limits of a key that manages keys: a key that it creates, changes or reveals is never wider
 * than itself. Immutable.
 *
 * @param key the key
 * @param roles the roles that a request with it has
 */
public record ManagingKeyLimits(StoredKey key, Set<String> roles) {

  /** Creates the limits; the set is copied. */
  public ManagingKeyLimits {
    Objects.requireNonNull(key, "key");
    roles = Set.copyOf(roles);
  }

  /** Returns the earlier end: that of the limiting key, or the one that was meant. */
  Optional<Instant> end(Optional<Instant> meant) {
    return Stream.of(key.expiresAt(), meant).flatMap(Optional::stream).min(Instant::compareTo);
  }

  /**
   * Returns why another key is wider than this one by its scopes, networks or end, in words, if it
   * is.
   */
  public Optional<String> exceededBy(StoredKey other) {
    if (!within(key.scopes(), other.scopes())) {
      return Optional.of("The key that you use is limited to the scopes "
          + named(key.scopes())
          + ", so it manages only keys that have some of these scopes and no"
          + " others.");
    }
    if (!key.networks().isEmpty()
        && (other.networks().isEmpty() || !other.networks().stream().allMatch(this::covers))) {
      return Optional.of("The key that you use is limited to the networks "
          + named(key.networks())
          + ", so it manages only keys that are limited to parts of these"
          + " networks.");
    }
    // When a key ends that waits for its owner's login, that login decides, whatever it says
    // until then.
    boolean waits = other.activation().isPending(PendingCondition.SIGN_IN);
    if (key.expiresAt().isPresent()
        && (waits
            || other
                .expiresAt()
                .filter(end -> !end.isAfter(key.expiresAt().get()))
                .isEmpty())) {
      return Optional.of("The key that you use ends at "
          + key.expiresAt().get()
          + ", so it manages only keys that end then or before."
          + (waits ? " When this one ends, the next login of its owner decides." : ""));
    }
    return Optional.empty();
  }

  /**
   * Returns why a key with these roles is wider than this one, in words, if it is.
   *
   * @param others the roles that a request with the other key has, or will have, whoever owns it
   */
  public Optional<String> exceededBy(Set<String> others) {
    Set<String> beyond = new TreeSet<>(others);
    beyond.removeAll(roles);
    return beyond.isEmpty()
        ? Optional.empty()
        : Optional.of("The key that you use has the roles "
            + named(roles)
            + ", so it manages only keys that have some of these roles and no"
            + " others. Here that would be: "
            + named(beyond)
            + ".");
  }

  /** An empty set is no limit. */
  private static boolean within(Set<String> limit, Set<String> other) {
    return limit.isEmpty() || !other.isEmpty() && limit.containsAll(other);
  }

  private boolean covers(String network) {
    Network inner = Network.parse(network);
    return key.networks().stream().map(Network::parse).anyMatch(outer -> outer.contains(inner));
  }

  private static String named(Set<String> names) {
    return names.isEmpty() ? "(none)" : String.join(", ", new TreeSet<>(names));
  }

  /** Without what a key is limited to, which is for its owner. */
  @Override
  public String toString() {
    return "Limits[" + key.id() + "]";
  }
}
