package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Secret;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import java.util.List;

/** The result of a call of the key service. */
public sealed interface Outcome {

  /**
   * A key was made; this is the only time that its secret is known.
   *
   * @param key the new key
   * @param secret what its owner has to keep
   * @param replaced keys that no longer work because of it
   */
  record Issued(StoredKey key, Secret secret, List<KeyId> replaced) implements Outcome {}

  /**
   * The same request was answered before; nothing was made now.
   *
   * @param key what it made then
   */
  record Repeated(StoredKey key) implements Outcome {}

  /**
   * A secret is revealed.
   *
   * @param key whose it is
   * @param secret the secret
   */
  record Revealed(StoredKey key, Secret secret) implements Outcome {}

  /**
   * A key was changed or revoked.
   *
   * @param key as it is now
   * @param warnings what about it may surprise, in words
   */
  record Changed(StoredKey key, List<String> warnings) implements Outcome {

    /** Creates the outcome; the list is copied. */
    public Changed {
      warnings = List.copyOf(warnings);
    }

    /** Creates an outcome that surprises nobody. */
    public Changed(StoredKey key) {
      this(key, List.of());
    }
  }

  /**
   * Nothing was done.
   *
   * @param refusal why
   */
  record Refused(Refusal refusal) implements Outcome {

    static Refused notFound() {
      return new Refused(new Refusal(Refusal.Code.NOT_FOUND, "There is no such key any more."));
    }
  }
}
