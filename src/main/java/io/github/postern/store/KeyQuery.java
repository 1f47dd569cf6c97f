package io.github.postern.store;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Suspension;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which keys an administrator wants to see. A criterion that is null does not count.
 *
 * @param filter what the keys have to have
 * @param state what the key must be at {@code now}; without it, every key that is not revoked
 * @param now the instant that decides about states
 * @param suspension when keys are suspended
 * @param limit how many at most
 * @param after the last key of the page before
 */
public record KeyQuery(
    Filter filter,
    @Nullable KeyState state,
    Instant now,
    Suspension suspension,
    int limit,
    @Nullable Position after) {

  /**
   * The criteria for keys, whatever their state. A criterion that is null does not count.
   *
   * @param organisation the owner's organisation
   * @param owner the owner's name, exactly
   * @param createdBy the name of who created it, exactly
   * @param source the login that it came from
   * @param text part of the key's name, the owner's name or the id, in any case
   * @param unusedSince neither made nor used since
   * @param createdBefore made before
   * @param protection what protects them less than keys that are made now
   */
  public record Filter(
      @Nullable String organisation,
      @Nullable String owner,
      @Nullable String createdBy,
      @Nullable LoginSource source,
      @Nullable String text,
      @Nullable Instant unusedSince,
      @Nullable Instant createdBefore,
      @Nullable Protection protection) {

    /** Creates a filter for keys however they are protected. */
    public Filter(
        @Nullable String organisation,
        @Nullable String owner,
        @Nullable String createdBy,
        @Nullable LoginSource source,
        @Nullable String text,
        @Nullable Instant unusedSince,
        @Nullable Instant createdBefore) {
      this(organisation, owner, createdBy, source, text, unusedSince, createdBefore, null);
    }

    /** Returns the same filter for keys that are protected so. */
    public Filter with(Protection other) {
      return new Filter(
          organisation, owner, createdBy, source, text, unusedSince, createdBefore, other);
    }

    /** Returns the filter that asks for the keys of an organisation, or for all if that is null. */
    public static Filter of(@Nullable String organisation) {
      return new Filter(organisation, null, null, null, null, null, null);
    }
  }

  /** Creates a query. */
  public KeyQuery {
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(suspension, "suspension");
    if (limit < 1) {
      throw new IllegalArgumentException("A page has at least one key, but the limit is " + limit);
    }
  }

  /** Returns the same query for keys in another state. */
  public KeyQuery withState(KeyState other) {
    return new KeyQuery(filter, other, now, suspension, limit, after);
  }

  /** Returns the same query for keys that are protected so, in whatever state but revoked. */
  public KeyQuery with(Protection protection) {
    return new KeyQuery(filter.with(protection), null, now, suspension, limit, after);
  }

  /**
   * Where a page ended.
   *
   * @param createdAt when its last key was created
   * @param id that key's id
   */
  public record Position(Instant createdAt, KeyId id) {}
}
