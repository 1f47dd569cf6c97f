package io.github.postern.spi;

import io.github.postern.key.KeyId;
import java.util.List;
import java.util.Objects;

/**
 * The reason for which the key service did not do something. Nothing was stored.
 *
 * @param code the rule, for programs
 * @param detail the rule and the remedy in plain words, for the caller
 * @param keys the keys in the way, if it is about keys
 */
public record Refusal(Code code, String detail, List<KeyId> keys) {

  /** The rules that can refuse something. */
  public enum Code {
    /** The name or description is not allowed. */
    INVALID_NAME,
    /** Another key of the owner has this name. */
    NAME_TAKEN,
    /** The value is not allowed as a key. */
    INVALID_KEY,
    /** A scope or network is not allowed. */
    INVALID_REQUEST,
    /** The validity is not allowed. */
    INVALID_VALIDITY,
    /** The login decides about the validity, not its owner. */
    VALIDITY_NOT_YOURS,
    /** The owner has as many keys as allowed. */
    TOO_MANY_KEYS,
    /** An expired key must be deleted first. */
    EXPIRED_KEY_EXISTS,
    /** The login session is over. */
    SESSION_OVER,
    /** The identity provider did not say when the session ends. */
    SESSION_END_UNKNOWN,
    /** Users who log in this way may not have keys. */
    LOGIN_SOURCE_REFUSED,
    /** The key expired; it can only be deleted. */
    EXPIRED_KEY,
    /** The key waits for an approval or a sign-in. */
    WAITING,
    /**
     * A rotation gave the key a successor that works; the keys are those that followed it, the
     * newest last.
     */
    SUPERSEDED,
    /** The key is not in a state for this. */
    CONFLICT,
    /** There is no such key, or it belongs to another owner. */
    NOT_FOUND,
    /** The policy does not reveal a secret. */
    NOT_REVEALABLE,
    /** A rule of the application. */
    FORBIDDEN
  }

  /** Creates a refusal; the list is copied. */
  public Refusal {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(detail, "detail");
    keys = List.copyOf(keys);
  }

  /** Creates a refusal that is about no key. */
  public Refusal(Code code, String detail) {
    this(code, detail, List.of());
  }
}
