package io.github.postern.issue;

import io.github.postern.keyring.KeyGenerator;
import io.github.postern.keyring.Keyring;
import java.util.Objects;

/**
 * What keys are made of.
 *
 * @param keyring how secrets are digested, and encrypted where they can be revealed
 * @param generator makes ids and secrets
 */
record KeyMaterial(Keyring keyring, KeyGenerator generator) {

  /** Creates it. */
  KeyMaterial {
    Objects.requireNonNull(keyring, "keyring");
    Objects.requireNonNull(generator, "generator");
  }
}
