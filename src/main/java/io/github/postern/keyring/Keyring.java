package io.github.postern.keyring;

import java.util.Objects;
import java.util.Optional;

/**
 * How the keys of an application look, and how they are digested and encrypted: what checking and
 * issuing must agree on.
 *
 * @param format how they look
 * @param peppers how they are digested
 * @param sealer how they are encrypted, where they can be revealed
 */
public record Keyring(KeyFormat format, Peppers peppers, Optional<Sealer> sealer) {

  /** Creates a keyring. */
  public Keyring {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(peppers, "peppers");
    Objects.requireNonNull(sealer, "sealer");
  }
}
