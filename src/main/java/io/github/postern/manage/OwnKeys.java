package io.github.postern.manage;

import io.github.postern.issue.Expiry;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.Outcome;
import io.github.postern.issue.Refusal;
import io.github.postern.issue.Wish;
import io.github.postern.key.KeyId;
import io.github.postern.policy.Policy;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What people do with their own keys: {@code /policy} and {@code /keys}. */
final class OwnKeys {

    private final KeyDesk desk;
    private final Policy policy;
    private final Administrators administrators;
    private final Clock clock;

    OwnKeys(KeyDesk desk, Policy policy, Administrators administrators, Clock clock) {
        this.desk = desk;
        this.policy = policy;
        this.administrators = administrators;
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
                administrators.reach(call.login())));
    }

    Reply list(Call call) {
        Instant now = clock.instant();
        return Reply.ok(Json.createObjectBuilder()
                .add("keys", KeyJson.keys(desk.keys(call.login().owner()), now))
                .build());
    }

    Reply create(Call call) throws IOException, BadRequestException {
        return reply(call, desk.issue(call.login(), KeyForms.newKey(call.request()), call.actor()));
    }

    Reply show(Call call, KeyId id) {
        Optional<StoredKey> key = desk.key(call.login().owner(), id);
        return key.isPresent() ? Reply.ok(KeyJson.key(key.get(), clock.instant())) : Reply.problem(Problems.notFound());
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        return reply(call, desk.edit(call.login(), id, KeyForms.edit(call.request()), call.actor()));
    }

    Reply rotate(Call call, KeyId id) throws IOException, BadRequestException {
        return reply(call, desk.rotate(call.login(), id, KeyForms.overlap(call.request()), call.actor()));
    }

    Reply reveal(Call call, KeyId id) {
        if (desk.key(call.login().owner(), id).isEmpty()) {
            return Reply.problem(Problems.notFound());
        }
        return Reply.problem(Problems.of(new Refusal(Refusal.Code.NOT_REVEALABLE,
                "A secret is shown once, when its key is created, and only its digest is kept. Rotate the key.")));
    }

    Reply delete(Call call, KeyId id) {
        return deleted(desk.revoke(call.login().owner(), id, call.actor()));
    }

    static Reply deleted(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? Reply.problem(Problems.of(refused.refusal()))
                : Reply.nothing();
    }

    private Reply reply(Call call, Outcome outcome) {
        return reply(call, outcome, clock.instant());
    }

    static Reply reply(Call call, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Issued issued) {
            return Reply.created(call.location(issued.key().id()), KeyJson.issued(issued, now));
        } else if (outcome instanceof Outcome.Repeated repeated) {
            return Reply.ok(KeyJson.key(repeated.key(), now));
        } else if (outcome instanceof Outcome.Changed changed) {
            return Reply.ok(KeyJson.key(changed.key(), now));
        }
        return Reply.problem(Problems.of(((Outcome.Refused) outcome).refusal()));
    }
}
