package io.github.postern.keyring;

import io.github.postern.key.KeyId;
import io.github.postern.key.Secret;
import java.security.SecureRandom;
import java.util.Objects;

/** Makes new keys. Safe for use by many threads. */
final class KeyGenerator {

  private final KeyFormat format;
  private final SecureRandom random;

  /**
   * Creates a generator.
   *
   * @param format how the keys look
   * @param random where the secrets come from; a plain {@code Random} is refused by the type on
   *     purpose
   */
  KeyGenerator(KeyFormat format, SecureRandom random) {
    this.format = Objects.requireNonNull(format, "format");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Returns an id that nobody has: 80 random bits. */
  KeyId newId() {
    return new KeyId(text(KeyId.LENGTH, KeyId.ALPHABET));
  }

  /** Returns a new key under this id: 190 random bits. */
  Secret newSecret(KeyId id) {
    return format.format(id, text(KeyFormat.SECRET_LENGTH, Base62.DIGITS));
  }

  /**
   * Each character by rejection sampling ({@code nextInt(bound)}), so none is more likely than
   * another.
   */
  private String text(int length, String alphabet) {
    char[] chars = new char[length];
    for (int i = 0; i < length; i++) {
      chars[i] = alphabet.charAt(random.nextInt(alphabet.length()));
    }
    return new String(chars);
  }
}
