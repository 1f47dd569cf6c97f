package io.github.postern.key;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The conditions that must be met before a key works, and who approved it. Immutable.
 *
 * @param pending what it still waits for; empty: nothing
 * @param approvedBy the administrator who approved it; empty if no approval was required, or none
 *     was given yet
 * @param approvedAt when that was
 */
public record Activation(
    Set<PendingCondition> pending, Optional<String> approvedBy, Optional<Instant> approvedAt) {

  /** A key that waits for nothing and needed no approval. */
  public static final Activation NONE =
      new Activation(Set.of(), Optional.empty(), Optional.empty());

  /** A condition that a key can wait for. */
  public enum PendingCondition {
    /** That an administrator other than the one who asked for it approves it. */
    APPROVAL,
    /** That its owner logs in by SAML, which decides when it ends. */
    SIGN_IN,
    /** That an administrator of everybody enables it again, because one disabled it. */
    ADMINISTRATOR,
    /**
     * That an administrator of its owner's organisation, or of everybody, enables it again, because
     * one disabled it.
     */
    ORGANISATION_ADMINISTRATOR,
    /** That its owner rotates it: the secret was seen where others may have read it. */
    ROTATION,
    /**
     * That its owner, who now signs in through another source than when it was created, confirms
     * it. Meanwhile it is suspended.
     */
    CONFIRM;

    /** Returns the name in JSON and in the database. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the condition of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PendingCondition of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** Creates the value; the set is copied. */
  public Activation {
    pending = Set.copyOf(pending);
    Objects.requireNonNull(approvedBy, "approvedBy");
    approvedAt = approvedAt.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }

  /** Returns the state of a key that waits for these. */
  public static Activation awaiting(Set<PendingCondition> what) {
    return what.isEmpty() ? NONE : new Activation(what, Optional.empty(), Optional.empty());
  }

  /** Returns this after an administrator approved the key. */
  public Activation withApproval(String by, Instant at) {
    return new Activation(without(PendingCondition.APPROVAL), Optional.of(by), Optional.of(at));
  }

  /** Returns this after the owner signed in. */
  public Activation withSignIn() {
    return new Activation(without(PendingCondition.SIGN_IN), approvedBy, approvedAt);
  }

  /** Returns this of a key that waits for one thing more. */
  public Activation withPending(PendingCondition more) {
    return new Activation(
        Stream.concat(pending.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet()),
        approvedBy,
        approvedAt);
  }

  /**
   * Returns whether the key is inactive until something happens: each request asks. See
   * {@link #blockingConditions()}.
   */
  public boolean isBlocking() {
    return pending.size() > (pending.contains(PendingCondition.CONFIRM) ? 1 : 0);
  }

  /**
   * Returns the conditions that make the key inactive. One that waits for
   * {@link PendingCondition#CONFIRM} only is not inactive but suspended, as its state says.
   */
  public List<PendingCondition> blockingConditions() {
    return pending.stream()
        .filter(awaited -> awaited != PendingCondition.CONFIRM)
        .toList();
  }

  /** Returns whether the key waits for this. */
  public boolean isPending(PendingCondition what) {
    return pending.contains(what);
  }

  /** Returns this of a key that no longer waits for one thing. */
  public Activation withoutPending(PendingCondition longer) {
    return new Activation(without(longer), approvedBy, approvedAt);
  }

  private Set<PendingCondition> without(PendingCondition what) {
    return pending.stream()
        .filter(awaited -> awaited != what)
        .collect(Collectors.toUnmodifiableSet());
  }
}
