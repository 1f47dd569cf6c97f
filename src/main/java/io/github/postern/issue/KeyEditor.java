package io.github.postern.issue;

import io.github.postern.issue.Refusal.Code;
import io.github.postern.key.KeyState;
import io.github.postern.policy.Handling.ExpiryEdits;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.store.Change;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides about edits of a key; like {@link Issuer} a pure function of what is there. */
final class KeyEditor {

    private final Policy policy;

    KeyEditor(Policy policy) {
        this.policy = policy;
    }

    /** Returns what an edit writes and answers. */
    Change<Outcome> edit(Login login, StoredKey key, KeyEdit edit, List<StoredKey> others, Instant now) {
        StoredKeyBuilder changed = key.toBuilder();
        edit.name().ifPresent(name -> changed.name(name.strip()));
        edit.description().ifPresent(text -> changed.description(text.isBlank() ? null : text));
        Optional<Refusal> refusal = edit.name().flatMap(name -> Texts.checkUnique(name, policy.naming(), others))
                .or(() -> editable(key, edit, now));
        if (refusal.isEmpty() && !(edit.wish() instanceof Wish.Unsaid)) {
            Expiry expiry = Expiry.edited(stricter(login, key), edit.wish(), key.rotatedAt().orElse(key.createdAt()), now);
            refusal = expiry.refusal();
            changed.expiresAt(expiry.at().orElse(null));
        }
        if (refusal.isPresent()) {
            return Change.nothing(new Outcome.Refused(refusal.get()));
        }
        edit.active().ifPresent(changed::active);
        StoredKey written = changed.build();
        return new Change<>(List.of(), List.of(written), new Outcome.Changed(written));
    }

    /** Whether a key can be edited like this now: what has expired can only be deleted, unless the policy brings it back. */
    private Optional<Refusal> editable(StoredKey key, KeyEdit edit, Instant now) {
        boolean movesEnd = !(edit.wish() instanceof Wish.Unsaid);
        ExpiryEdits edits = policy.handling().expiryEdits();
        if (movesEnd && edits == ExpiryEdits.NEVER) {
            return Optional.of(new Refusal(Code.FORBIDDEN, "The end of a key cannot be edited here. Create a new one."));
        }
        boolean comesBack = edits == ExpiryEdits.ALWAYS && key.supersededBy().isEmpty();
        return comesBack && (movesEnd || edit.active().isEmpty()) ? Optional.empty() : alive(key, now);
    }

    /** Neither a key from a SAML session nor an owner in one gets an end of their choice. */
    private Validity stricter(Login login, StoredKey key) {
        Validity ofLogin = policy.rules(login.source()).validity();
        return ofLogin instanceof Validity.SessionEnd ? ofLogin : policy.rules(key.loginSource()).validity();
    }

    /** A key whose time is over is not brought back: it can only be deleted. */
    static Optional<Refusal> alive(StoredKey key, Instant now) {
        if (key.state(now) == KeyState.SUPERSEDED) {
            return Optional.of(new Refusal(Code.CONFLICT, "This key was replaced by " + key.supersededBy().orElseThrow()
                    + ".", List.of(key.id())));
        }
        if (key.expired(now)) {
            return Optional.of(new Refusal(Code.EXPIRED_KEY,
                    "This key has expired. Delete it and create a new one.", List.of(key.id())));
        }
        return Optional.empty();
    }
}
