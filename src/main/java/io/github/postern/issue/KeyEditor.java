package io.github.postern.issue;

import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.policy.Lifecycle.ExpiryEdits;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.Refusal.Code;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.Decision;
import io.github.postern.store.Requester;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides about edits of a key; like {@link KeyIssuer} a pure function of what is there. */
final class KeyEditor {

  private final Policy policy;

  KeyEditor(Policy policy) {
    this.policy = policy;
  }

  /**
   * The data of an edit.
   *
   * @param login whose key it is, and how they are logged in
   * @param key the key as it is
   * @param edit what shall be different
   * @param actor who asks
   */
  record EditRequest(Login login, StoredKey key, KeyEdit edit, Actor actor) {}

  /** Returns what an edit writes and answers. */
  Decision<Outcome> edit(EditRequest editing, List<StoredKey> existing, Instant now) {
    StoredKey key = editing.key();
    KeyEdit edit = editing.edit();
    List<StoredKey> others =
        existing.stream().filter(other -> !other.id().equals(key.id())).toList();
    StoredKeyBuilder changed = key.toBuilder();
    edit.name().ifPresent(name -> changed.name(name.strip()));
    edit.description().ifPresent(text -> changed.description(text.isBlank() ? null : text));
    Optional<Refusal> refusal = edit.name()
        .flatMap(name -> KeyTexts.checkUnique(editing.login(), name, policy.naming(), others))
        .or(() -> editable(key, edit, now));
    if (refusal.isEmpty() && !(edit.requestedExpiry() instanceof RequestedExpiry.Unspecified)) {
      refusal = moved(editing, changed, now);
    }
    if (edit.active().isPresent() && refusal.isEmpty()) {
      refusal = switched(editing, changed, now);
    }
    edit.service().ifPresent(changed::service);
    return refusal.isPresent()
        ? Decision.nothing(new Outcome.Refused(refusal.get()))
        : written(key, changed.build(), others, now);
  }

  private Optional<Refusal> moved(EditRequest editing, StoredKeyBuilder changed, Instant now) {
    StoredKey key = editing.key();
    Expiry expiry = Expiry.edited(
        stricter(editing.login(), key),
        editing.login(),
        editing.edit().requestedExpiry(),
        key.rotatedAt().orElse(key.createdAt()),
        now);
    changed.expiresAt(expiry.at().orElse(null));
    return expiry
        .refusal()
        .or(() -> lengthened(key, expiry))
        .or(() -> AdministrativeLock.expiryMoved(key, changed, editing.actor(), now))
        .or(() -> editing.actor().exceededBy(changed.build()));
  }

  private static Optional<Refusal> switched(
      EditRequest editing, StoredKeyBuilder changed, Instant now) {
    if (editing.edit().active().orElseThrow()) {
      return AdministrativeLock.enable(editing.key(), changed, editing.actor());
    }
    AdministrativeLock.disable(editing.key(), changed, editing.actor(), now);
    return Optional.empty();
  }

  /** A key that comes back takes a slot like a new one. */
  private Decision<Outcome> written(
      StoredKey key, StoredKey changed, List<StoredKey> others, Instant now) {
    List<StoredKey> updates = new ArrayList<>();
    StoredKey written = changed;
    if (key.expired(now) && !changed.expired(now)) {
      KeyQuota quota = KeyQuota.forOneMore(others, policy, now, "Delete one first.");
      if (quota.refusal().isPresent()) {
        return Decision.nothing(new Outcome.Refused(quota.refusal().get()));
      }
      boolean hasSlot = key.slot() != StoredKey.NO_SLOT && key.slot() < policy.keysPerOwner();
      if (!hasSlot) {
        written = changed.toBuilder().slot(quota.slot()).build();
        quota
            .released()
            .forEach(
                other -> updates.add(other.toBuilder().slot(StoredKey.NO_SLOT).build()));
      }
    }
    updates.add(written);
    return new Decision<>(List.of(), updates, new Outcome.Changed(written, warnings(key, written)));
  }

  /**
   * Whether a key can be edited like this now: what has expired can only be deleted, unless the
   * policy brings it back.
   */
  private Optional<Refusal> editable(StoredKey key, KeyEdit edit, Instant now) {
    boolean movesEnd = !(edit.requestedExpiry() instanceof RequestedExpiry.Unspecified);
    ExpiryEdits edits = policy.lifecycle().expiryEdits();
    if (movesEnd && edits == ExpiryEdits.NEVER) {
      return Optional.of(
          new Refusal(Code.FORBIDDEN, "The end of a key cannot be edited here. Create a new one."));
    }
    boolean comesBack = edits == ExpiryEdits.ALWAYS && key.supersededBy().isEmpty();
    return comesBack && !key.altered() && (movesEnd || edit.active().isEmpty())
        ? Optional.empty()
        : alive(key, now);
  }

  /** The approval was for a key with this expiry, not for a later one. */
  private Optional<Refusal> lengthened(StoredKey key, Expiry expiry) {
    boolean longer = key.expiresAt().isPresent()
        && expiry.at().filter(end -> !end.isAfter(key.expiresAt().get())).isEmpty();
    return policy.preconditions().approval() && longer
        ? Optional.of(new Refusal(
            Code.FORBIDDEN,
            "The expiry is part of what was approved and cannot be extended."
                + " Create a new key.",
            List.of(key.id())))
        : Optional.empty();
  }

  /** Neither a key from a SAML session nor an owner in one gets an end of their choice. */
  private Validity stricter(Login login, StoredKey key) {
    Validity ofLogin = policy.rules(login.source()).validity();
    return ofLogin instanceof Validity.SessionEnd
        ? ofLogin
        : policy.rules(key.loginSource()).validity();
  }

  private static List<String> warnings(StoredKey before, StoredKey after) {
    boolean moved = !after.expiresAt().equals(before.expiresAt());
    Optional<Instant> session = after
        .sessionEnd()
        .filter(end ->
            moved && after.expiresAt().isPresent() && after.expiresAt().get().isAfter(end));
    return session
        .map(end -> List.of("This key came from an SSO session that ends at "
            + end
            + "; it now outlives that session."))
        .orElse(List.of());
  }

  /** A key whose time is over is not brought back: it can only be deleted. */
  static Optional<Refusal> alive(StoredKey key, Instant now) {
    if (key.altered()) {
      return Optional.of(new Refusal(Code.CONFLICT, unverifiable(key), List.of(key.id())));
    }
    if (key.supersededBy().isPresent()) {
      return Optional.of(new Refusal(
          Code.CONFLICT,
          "This key was rotated. Its successor is " + key.supersededBy().orElseThrow() + ".",
          List.of(key.id())));
    }
    if (key.expired(now)) {
      return Optional.of(new Refusal(
          Code.EXPIRED_KEY,
          "This key has expired. Delete it and create a new one.",
          List.of(key.id())));
    }
    return Optional.empty();
  }

  private static String unverifiable(StoredKey key) {
    return key.lacksPepper()
        ? "The record of this key was written under a pepper that is not set now, so the key is"
            + " refused and cannot be changed. It works again when the operator sets that pepper"
            + " again; if it is gone for good, delete the key and create a new one."
        : "The record of this key was changed in the database by something else than this"
            + " application, or under another value of the pepper, so the key is refused. Delete"
            + " it and create a new one.";
  }

  /**
   * Returns what an approval writes: whoever approves must be neither the owner nor who asked for
   * the key.
   */
  static Decision<Outcome> approve(StoredKey key, Actor actor, Instant now) {
    Optional<Refusal> refusal = alive(key, now).or(() -> approvable(key, actor));
    StoredKey approved = key.toBuilder()
        .activation(key.activation().withApproval(actor.name(), now))
        .build();
    return refusal
        .map(why -> Decision.<Outcome>nothing(new Outcome.Refused(why)))
        .orElseGet(() -> written(approved));
  }

  private static Optional<Refusal> approvable(StoredKey key, Actor actor) {
    if (!key.activation().isPending(PendingCondition.APPROVAL)) {
      return Optional.of(
          new Refusal(Code.CONFLICT, "This key waits for no approval.", List.of(key.id())));
    }
    boolean own = Stream.of(owner(key), creator(key)).anyMatch(actor.identity()::mayBeSame)
        || key.requester()
            .map(KeyEditor::identity)
            .filter(actor.identity()::mayBeSame)
            .isPresent();
    return !own
        ? Optional.empty()
        : Optional.of(new Refusal(
            Code.FORBIDDEN,
            "You asked for this key or own it, so another administrator must" + " approve it.",
            List.of(key.id())));
  }

  private static UserIdentity owner(StoredKey key) {
    return new UserIdentity(key.owner().name(), key.ownerId());
  }

  /**
   * Of who made the key only the name is kept; where the same one is known otherwise, so is the id.
   */
  private static UserIdentity creator(StoredKey key) {
    return Stream.of(key.requester().map(KeyEditor::identity), Optional.of(owner(key)))
        .flatMap(Optional::stream)
        .filter(known -> known.name().equals(key.createdBy()))
        .findFirst()
        .orElseGet(() -> new UserIdentity(key.createdBy(), Optional.empty()));
  }

  private static UserIdentity identity(Requester requester) {
    return new UserIdentity(requester.name(), requester.id());
  }

  static Decision<Outcome> written(StoredKey changed) {
    return new Decision<>(List.of(), List.of(changed), new Outcome.Changed(changed));
  }

  Optional<Refusal> overlap(Duration wanted) {
    Duration longest = policy.lifecycle().maximumOverlap();
    return wanted.compareTo(longest) <= 0
        ? Optional.empty()
        : Optional.of(new Refusal(
            Code.INVALID_VALIDITY, "The overlap is at most " + Expiry.words(longest) + "."));
  }

  /** A key that nobody has let work yet gets no other secret. */
  static Optional<Refusal> released(StoredKey key) {
    return key.activation().blockingConditions().stream()
        .filter(awaited -> awaited != PendingCondition.ROTATION)
        .sorted()
        .findFirst()
        .map(awaited -> new Refusal(
            Code.WAITING,
            switch (awaited) {
              case APPROVAL -> "This key waits for an administrator's" + " approval.";
              case SIGN_IN -> "This key waits for its owner to sign in by" + " SSO.";
              case ADMINISTRATOR, ORGANISATION_ADMINISTRATOR ->
                "An administrator disabled this key, and only" + " an administrator can enable it.";
              case ROTATION, CONFIRM -> throw new IllegalStateException("filtered out above");
            },
            List.of(key.id())));
  }
}
