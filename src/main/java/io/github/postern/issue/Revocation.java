package io.github.postern.issue;

import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.store.Decision;
import io.github.postern.store.StoredKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about the revocation of a key; like {@link KeyIssuer} a pure function of what is there.
 */
final class Revocation {

  private Revocation() {}

  /** Returns what a revocation writes and answers. */
  static Decision<Outcome> of(
      StoredKey key, Successors what, List<StoredKey> existing, Instant now) {
    List<StoredKey> living = Succession.living(key, existing, now);
    if (what == Successors.REFUSE && !living.isEmpty()) {
      StoredKey newest = living.get(living.size() - 1);
      return Decision.nothing(new Outcome.Refused(new Refusal(
          Code.SUPERSEDED,
          "This key was rotated, and its successor "
              + newest.id()
              + " works. Say whether the successor is deleted, too.",
          living.stream().map(StoredKey::id).toList())));
    }
    List<StoredKey> going = new ArrayList<>(List.of(key));
    if (what == Successors.REVOKE) {
      going.addAll(Succession.after(key, existing));
    }
    List<StoredKey> updates =
        new ArrayList<>(going.stream().map(each -> KeyIssuer.revoked(each, now)).toList());
    updates.addAll(Succession.bridge(existing, going));
    return new Decision<>(List.of(), updates, new Outcome.Changed(updates.get(0)));
  }
}
