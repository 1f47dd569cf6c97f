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
 *     nobody is known
 * @param address the network address that it came from; null if unknown
 * @param detail more in words, such as why a request was refused; null if there is nothing to add
 * @param count how often it happened in its hour; more than 1 only for what
 *     {@linkplain Type#repeats() repeats}, and only where it is read again: who is told of an event
 *     is told at its first time in an hour
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
    /** An administrator let a key work that somebody else had asked for. */
    APPROVED,
    /** A login of its owner resumed a key that was suspended or pending. */
    RESUMED,
    /** A key is gone for good. */
    REVOKED,
    /** A secret was revealed. */
    REVEALED,
    /** A request was refused. */
    DENIED,
    /** A working key was found in a URL, where logs keep it. */
    SEEN_IN_URL,
    /** A key came over a connection that was not encrypted. */
    SEEN_IN_CLEAR,
    /** Somebody reached for a key that is not theirs. */
    FORBIDDEN,
    /** Somebody who found the key where it does not belong revoked it. */
    REPORTED;

    /**
     * Returns whether anybody can make it happen any number of times: then it is told once per key,
     * cause and hour.
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

  /** Returns this event, so many times. */
  public KeyEvent times(long times) {
    return new KeyEvent(type, at, key, keyName, owner, actor, address, detail, times);
  }
}
