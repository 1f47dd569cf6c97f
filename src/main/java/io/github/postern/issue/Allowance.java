package io.github.postern.issue;

import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The key that a login could create now: a page shows this before anything is created.
 *
 * @param refusal why no key can be created now; empty if one can
 * @param replacing keys that a creation now would replace
 * @param left how many keys the owner may still have
 * @param fixedEnd when a key created now would end, where the owner does not choose; empty: never,
 *     or the owner chooses
 */
public record Allowance(
    Optional<Refusal> refusal, List<StoredKey> replacing, int left, Optional<Instant> fixedEnd) {

  /** Creates an allowance; the list is copied. */
  public Allowance {
    replacing = List.copyOf(replacing);
  }
}
