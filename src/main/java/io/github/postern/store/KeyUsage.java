package io.github.postern.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * The recorded uses of a key. Each is noted by a statement of its own ({@link KeyStore#recordUses}
 * and its neighbours); a change of the key never writes it. Immutable; instants are cut to
 * milliseconds.
 *
 * @param usedAt the last use, to within ten minutes
 * @param usedFrom the network address of that use
 * @param refusedAt when the key was last presented with its right secret and refused, to within
 *     seconds
 * @param refusedFrom the network address of that attempt
 * @param refusedUses how often that happened lately, and why; empty if it was not counted
 * @param seenInUrlAt when the key was last found in a URL
 * @param seenInClearAt when it last came over a connection that was not encrypted
 */
public record KeyUsage(
    Optional<Instant> usedAt,
    Optional<String> usedFrom,
    Optional<Instant> refusedAt,
    Optional<String> refusedFrom,
    Optional<RefusedUses> refusedUses,
    Optional<Instant> seenInUrlAt,
    Optional<Instant> seenInClearAt) {

  /** Of a key that was never presented. */
  public static final KeyUsage NONE = new KeyUsage(
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty(),
      Optional.empty());

  /** Creates the value. */
  public KeyUsage {
    Objects.requireNonNull(usedFrom, "usedFrom");
    Objects.requireNonNull(refusedFrom, "refusedFrom");
    Objects.requireNonNull(refusedUses, "refusedUses");
    usedAt = truncated(usedAt);
    refusedAt = truncated(refusedAt);
    seenInUrlAt = truncated(seenInUrlAt);
    seenInClearAt = truncated(seenInClearAt);
  }

  /** Cuts an instant to what the database can keep. */
  private static Optional<Instant> truncated(Optional<Instant> instant) {
    return instant.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }
}
