package io.github.postern.key;

import java.util.Objects;

/**
 * How the keys of an application look and how they are digested: what checking and issuing must agree on.
 *
 * @param format how they look
 * @param peppers how they are digested
 */
public record Keyring(KeyFormat format, Peppers peppers) {

    /** Creates a keyring. */
    public Keyring {
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(peppers, "peppers");
    }
}
