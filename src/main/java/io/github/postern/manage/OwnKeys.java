package io.github.postern.manage;

import io.github.postern.issue.Expiry;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyRegister;
import io.github.postern.issue.KeyRequest;
import io.github.postern.issue.Outcome;
import io.github.postern.issue.Refusal;
import io.github.postern.issue.Successors;
import io.github.postern.issue.Wish;
import io.github.postern.key.KeyId;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.policy.Policy;
import io.github.postern.store.EventQuery;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What people do with their own keys: {@code /policy} and {@code /keys}. */
final class OwnKeys {

    private final KeyDesk desk;
    private final KeyRegister register;
    private final Policy policy;
    private final Permissions permissions;
    private final StepUp stepUp;
    private final Clock clock;

    OwnKeys(KeyDesk desk, KeyRegister register, Policy policy, Permissions permissions, StepUp stepUp,
            Clock clock) {
        this.desk = desk;
        this.register = register;
        this.policy = policy;
        this.permissions = permissions;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    Reply policy(Call call) throws BadRequestException {
        Wish wish = RequestBody.wish(call.parameter("validFor"), call.parameter("expiresAt"));
        Optional<Expiry> preview = wish instanceof Wish.Unsaid ? Optional.empty()
                : Optional.of(desk.preview(call.login(), wish));
        Optional<Refusal> refusal = preview.flatMap(Expiry::refusal);
        if (refusal.isPresent()) {
            return Reply.problem(Problems.of(refusal.get()));
        }
        return Reply.ok(PolicyJson.of(policy, call.login(), desk.allowance(call.login()), preview,
                permissions.may(call.owner(), Action.CREATE), permissions, stepUp.json(call)));
    }

    Reply list(Call call) {
        return refusal(call, Action.LIST).orElseGet(() -> Reply.ok(Json.createObjectBuilder()
                .add("keys", KeyJson.keys(desk.keys(call.login().owner()), moment(call)))
                .build()));
    }

    Reply create(Call call) throws IOException, BadRequestException {
        Optional<Reply> refusal = refusal(call, Action.CREATE).or(() -> refusesSecret(call));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        KeyRequest request = KeyForms.newKey(call.request());
        if (request.chosen().isPresent()) {
            return Reply.problem(Problems.forbidden("Only administrators set a value of their own as a key, and only where"
                    + " postern.chosen-keys is on."));
        }
        // The session is looked at again at the very end: it may have been ended while the call was read.
        return call.stillLoggedIn().map(login -> reply(call, desk.issue(login, request, call.actor()), moment(call)))
                .orElseGet(() -> Reply.problem(Problems.notLoggedIn()));
    }

    Reply show(Call call, KeyId id) {
        return with(call, id, Action.LIST, key -> Reply.ok(KeyJson.key(key, moment(call))));
    }

    Reply events(Call call, KeyId id) throws BadRequestException {
        EventQuery query = EventLists.query(id, call);
        return with(call, id, Action.LIST, key -> Reply.ok(KeyJson.events(register.events(query))));
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        KeyEdit edit = KeyForms.edit(call.request());
        return with(call, id, Action.of(edit), key -> reply(call, desk.edit(call.login(), id, edit, call.actor()),
                moment()));
    }

    Reply rotate(Call call, KeyId id) throws IOException, BadRequestException {
        Duration overlap = KeyForms.overlap(call.request());
        return with(call, id, Action.ROTATE, key -> refusesSecret(call).orElseGet(() -> reply(call,
                desk.rotate(call.login(), id, overlap, call.actor()), moment())));
    }

    Reply reveal(Call call, KeyId id) {
        if (desk.keys(call.login().owner()).isEmpty()) {
            return Reply.problem(Problems.noKey());
        }
        return with(call, id, Action.REVEAL, key -> refusesSecret(call).orElseGet(() -> reply(call,
                desk.reveal(key.owner(), id, call.actor()), moment())));
    }

    /** Takes over a key that sleeps since the account logs in in another way. */
    Reply confirm(Call call, KeyId id) {
        return with(call, id, Action.EDIT, key -> refusesSecret(call).orElseGet(() -> reply(call,
                desk.confirm(call.login(), id, call.actor()), moment())));
    }

    /** Revokes everything that the caller has, as after a stolen password. */
    Reply deleteAll(Call call) {
        return refusal(call, Action.DELETE).orElseGet(() -> revoked(desk.revokeAll(call.login().owner(), call.actor())));
    }

    static Reply revoked(List<KeyId> ids) {
        return Reply.ok(Json.createObjectBuilder()
                .add("revoked", Json.createArrayBuilder(ids.stream().map(KeyId::value).toList())).build());
    }

    Reply delete(Call call, KeyId id) throws BadRequestException {
        Successors successors = KeyForms.successors(call);
        return with(call, id, Action.DELETE, key -> deleted(desk.revoke(key.owner(), id, successors, call.actor())));
    }

    /** Revokes the key of which the caller knows the value only. */
    Reply revokeByValue(Call call) throws IOException, BadRequestException {
        Optional<StoredKey> key = desk.keyOf(call.login().owner(), KeyForms.value(call.request()));
        if (key.isEmpty()) {
            return Reply.problem(Problems.noSuchValue());
        }
        // Who names a secret means that one; what works in its place is told.
        List<StoredKey> successors = desk.successors(key.get());
        KeyId id = key.get().id();
        Reply deleted = with(call, id, Action.DELETE,
                found -> deleted(desk.revoke(found.owner(), id, Successors.KEEP, call.actor())));
        return deleted instanceof Reply.Empty ? Reply.ok(Json.createObjectBuilder().add("id", id.value())
                .add("supersededBy", successors.isEmpty() ? JsonValue.NULL
                        : Json.createValue(successors.get(successors.size() - 1).id().value())).build()) : deleted;
    }

    /** Why the caller is not handed a secret now: unknown to the directory of owners, or logged in too long ago. */
    private Optional<Reply> refusesSecret(Call call) {
        return call.status().filter(status -> !status.active()).map(status -> Reply.problem(Problems.ownerDisabled()))
                .or(() -> stepUp.refuses(call));
    }

    /** The directory was asked about the caller, so what their keys may do is known. */
    private Moment moment(Call call) {
        return moment().with(call.status().map(OwnerStatus::roles));
    }

    private Moment moment() {
        return Moment.of(policy, clock.instant());
    }

    private Optional<Reply> refusal(Call call, Action action) {
        return permissions.may(call.owner(), action).problem().map(Reply::problem);
    }

    private Reply with(Call call, KeyId id, Action action, Function<StoredKey, Reply> work) {
        return with(call, id, Set.of(action), work);
    }

    /** Does something with an own key, if it exists and the owner may do all that it is. */
    private Reply with(Call call, KeyId id, Set<Action> actions, Function<StoredKey, Reply> work) {
        Optional<StoredKey> key = desk.key(call.login().owner(), id);
        if (key.isEmpty()) {
            register.auditForeign(id, call.login(), call.actor());
            return Reply.problem(Problems.notFound());
        }
        return permissions.may(call.owner(), actions, key.get()).problem().map(Reply::problem)
                .orElseGet(() -> work.apply(key.get()));
    }

    static Reply deleted(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? Reply.problem(Problems.of(refused.refusal()))
                : Reply.nothing();
    }

    static Reply reply(Call call, Outcome outcome, Moment moment) {
        if (outcome instanceof Outcome.Issued issued) {
            return Reply.created(call.location(issued.key().id()), KeyJson.issued(issued, moment));
        } else if (outcome instanceof Outcome.Repeated repeated) {
            return Reply.ok(KeyJson.key(repeated.key(), moment));
        } else if (outcome instanceof Outcome.Revealed revealed) {
            return "text/plain".equals(call.request().getHeader("Accept")) ? Reply.text(revealed.secret())
                    : Reply.ok(KeyJson.revealed(revealed, moment));
        } else if (outcome instanceof Outcome.Changed changed) {
            return Reply.ok(KeyJson.changed(changed, moment));
        }
        return Reply.problem(Problems.of(((Outcome.Refused) outcome).refusal()));
    }
}
