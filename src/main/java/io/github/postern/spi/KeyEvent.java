package io.github.postern.spi;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a key, for audit and notification. Holds no secret.
 *
 * @param type what happened
 * @param at when
 * @param key which key; null where a request was refused before any key was known
 * @param keyName what its owner calls it; null where {@code key} is unknown
 * @param owner whose key it is; null where {@code key} is unknown
 * @param actor who did it: a user name, or the key itself where a request was made with it; null if
 *     the actor is not known
 * @param address the network address that it came from; null if unknown
 * @param detail more in words, such as why a request was refused; null if there is nothing to add
 * @param count how often it happened in its hour; more than 1 only for events that
 *     {@linkplain Type#repeats() repeat}, and only when they are read from the audit trail: a
 *     listener receives such an event at its first time in an hour, with 1
 */
public record KeyEvent(
    Type type,
    Instant at,
    @Nullable KeyId key,
    @Nullable String keyName,
    @Nullable Owner owner,
    @Nullable String actor,
    @Nullable String address,
    @Nullable String detail,
    long count) {

  /** The kinds of events. */
  public enum Type {
    /** A key was created; its secret was shown. */
    CREATED,
    /** A key has new data: name, description, expiry, active. */
    CHANGED,
    /** A key has a successor with a new secret. */
    ROTATED,
    /** An administrator approved a key that another user had asked for. */
    APPROVED,
    /** A login of its owner resumed a key that was suspended or pending. */
    RESUMED,
    /** A key was revoked; it never works again. */
    REVOKED,
    /** A secret was revealed. */
    REVEALED,
    /** A request was refused. */
    DENIED,
    /** A working key was found in a URL, where logs keep it. */
    SEEN_IN_URL,
    /** A key was sent over a connection that was not encrypted. */
    SEEN_IN_CLEAR,
    /** A user tried to reach a key of another owner. */
    FORBIDDEN,
    /** The holder revoked a key that was found in a place where it does not belong. */
    REPORTED;

    /**
     * Returns whether any client can cause such events any number of times: then one is reported
     * per key, cause and hour.
     */
    public boolean repeats() {
      return this == DENIED || this == SEEN_IN_URL || this == FORBIDDEN;
    }
  }

  /** Creates an event. */
  public KeyEvent {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(at, "at");
  }

  /** Creates an event that happened once. */
  public KeyEvent(
      Type type,
      Instant at,
      @Nullable KeyId key,
      @Nullable String keyName,
      @Nullable Owner owner,
      @Nullable String actor,
      @Nullable String address,
      @Nullable String detail) {
    this(type, at, key, keyName, owner, actor, address, detail, 1);
  }

  /** Returns this event with another {@link #count()}. */
  public KeyEvent times(long times) {
    return new KeyEvent(type, at, key, keyName, owner, actor, address, detail, times);
  }
}
