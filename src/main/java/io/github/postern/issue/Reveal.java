package io.github.postern.issue;

import io.github.postern.keyring.Keyring;
import io.github.postern.policy.Policy;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.store.StoredKey;

/** Opens the stored secret of a key that can be revealed, or says why that is impossible. */
final class Reveal {

  private Reveal() {}

  static Outcome of(StoredKey key, Policy policy, Keyring keyring) {
    if (!policy.lifecycle().revealable()) {
      return refused("A secret is shown once, when its key is created; only its digest is stored."
          + " Rotate the key.");
    }
    if (key.altered()) {
      return refused("Something else than this application changed this key in the database, so its"
          + " owner is uncertain. Delete it.");
    }
    if (key.sealed().isEmpty()) {
      return refused("This key was created when secrets were not stored, so it cannot be revealed."
          + " Rotate it.");
    }
    try {
      return new Outcome.Revealed(
          key, keyring.open(key.id(), key.owner(), key.sealed().get()));
    } catch (IllegalArgumentException e) {
      return refused(
          "This key was encrypted with another postern.reveal-key than the one in use, or"
              + " for another owner, so it cannot be shown. Rotate it.");
    }
  }

  private static Outcome refused(String detail) {
    return new Outcome.Refused(new Refusal(Code.NOT_REVEALABLE, detail));
  }
}
