package io.github.postern.keyring;

import io.github.postern.key.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The pepper in use and those that were in use before. New digests are made by the first; digests
 * that a retired one made are still recognised, so a pepper can be changed without a key dying.
 */
final class Peppers {

  private final Pepper current;
  private final List<Pepper> all;

  private Peppers(List<Pepper> all) {
    this.all = all;
    this.current = all.get(0);
  }

  /**
   * Creates the set.
   *
   * @param newestFirst the current pepper, then the retired ones; may be empty: then plain SHA-256
   *     is used
   * @throws IllegalArgumentException if two have the same name
   */
  static Peppers of(List<Pepper> newestFirst) {
    return of(newestFirst, false);
  }

  /**
   * Creates the set.
   *
   * @param newestFirst the current pepper, then the retired ones; may be empty: then plain SHA-256
   *     is used
   * @param plainToo whether digests of before there was a pepper are recognised. Only for the time
   *     in which keys come under the pepper one by one: anybody who can write to the database can
   *     make such a digest
   * @throws IllegalArgumentException if two have the same name
   */
  static Peppers of(List<Pepper> newestFirst, boolean plainToo) {
    long names = newestFirst.stream().map(Pepper::algorithm).distinct().count();
    if (names != newestFirst.size()) {
      throw new IllegalArgumentException("Two peppers have the same name");
    }
    List<Pepper> all = new ArrayList<>(newestFirst);
    if (plainToo || newestFirst.isEmpty()) {
      all.add(Pepper.none());
    }
    return new Peppers(List.copyOf(all));
  }

  /** Returns whether digests are keyed, so that a dump of the database is of no use. */
  boolean keyed() {
    return !current.algorithm().equals(Digest.PLAIN);
  }

  /**
   * Returns whether plain digests are recognised although there is a pepper: a migration is under
   * way.
   */
  boolean acceptsPlain() {
    return keyed() && all.get(all.size() - 1).algorithm().equals(Digest.PLAIN);
  }

  /** Returns what authenticates rows under these peppers; empty where there is none. */
  Optional<RowBinder> binder() {
    List<Pepper> keyed =
        all.stream().filter(pepper -> !pepper.algorithm().equals(Digest.PLAIN)).toList();
    return keyed.isEmpty() ? Optional.empty() : Optional.of(new RowBinder(keyed));
  }

  /** Returns the digest of a key under the current pepper. */
  Digest digest(Secret secret) {
    return current.digest(secret);
  }

  /** Returns the digests of a key under every pepper, the current one first. */
  List<Digest> digests(Secret secret) {
    return all.stream().map(pepper -> pepper.digest(secret)).toList();
  }

  /**
   * Returns whether a stored digest is that of this key, whichever pepper made it. Constant time in
   * the digest.
   *
   * @param presented the key that was presented
   * @param digest its digest under the current pepper, as {@link #digest} gave it
   * @param stored what the store has
   */
  boolean matches(Secret presented, Digest digest, Digest stored) {
    if (stored.algorithm().equals(current.algorithm())) {
      return stored.equals(digest);
    }
    for (Pepper pepper : all) {
      if (pepper.algorithm().equals(stored.algorithm())) {
        return stored.equals(pepper.digest(presented));
      }
    }
    return false;
  }

  /** Returns whether a stored digest was made by another pepper than the current one. */
  boolean retired(Digest stored) {
    return !Objects.requireNonNull(stored, "stored").algorithm().equals(current.algorithm());
  }
}
