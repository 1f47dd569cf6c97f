package io.github.postern.auth;

import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The verifier's answer about a presented key. */
sealed interface Verdict {

  /** Returns the key, if the whole secret was right. */
  Optional<StoredKey> proven();

  /**
   * The request goes on as the owner.
   *
   * @param principal who that is
   * @param key the key as the store has it
   * @param at the time that it was judged by
   */
  record Accepted(ApiKeyPrincipal principal, StoredKey key, Instant at) implements Verdict {
    @Override
    public Optional<StoredKey> proven() {
      return Optional.of(key);
    }
  }

  /**
   * The request is answered here.
   *
   * @param reason why
   * @param key the key, if the whole secret was right; only then may the client learn more than
   *     "invalid"
   * @param needed the scopes of which any one would do; empty where no scope is missing, or none
   *     would do
   */
  record Rejected(RejectReason reason, Optional<StoredKey> key, Set<String> needed)
      implements Verdict {

    Rejected(RejectReason reason, Optional<StoredKey> key) {
      this(reason, key, Set.of());
    }

    @Override
    public Optional<StoredKey> proven() {
      return key;
    }

    static Rejected unproven(RejectReason reason) {
      return new Rejected(reason, Optional.empty());
    }

    /** Returns whether what was presented is no key at all, as far as anybody knows. */
    boolean isOfNoKey() {
      return reason == RejectReason.MALFORMED || reason == RejectReason.UNKNOWN;
    }
  }
}
