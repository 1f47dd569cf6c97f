package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyRegister;
import io.github.postern.issue.KeyRequest;
import io.github.postern.issue.Owners.KnownOwner;
import io.github.postern.issue.Reach;
import io.github.postern.issue.Successors;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.owner.OwnerStatus.Presence;
import io.github.postern.policy.Policy;
import io.github.postern.store.EventQuery;
import io.github.postern.store.StoredKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What administrators do with the keys of others: {@code /admin}. A key out of their sight does not exist for them; whether
 * they may do something with one that does is asked of {@link Permissions}.
 */
final class AdminKeys {

    private final KeyDesk desk;
    private final KeyRegister register;
    private final Permissions permissions;
    private final AdminOwners owners;
    private final Policy policy;
    private final StepUp stepUp;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param owners the people for whom keys are made
     */
    AdminKeys(KeyDesk desk, KeyRegister register, Permissions permissions, AdminOwners owners, Policy policy, StepUp stepUp,
            Clock clock) {
        this.desk = desk;
        this.register = register;
        this.permissions = permissions;
        this.owners = owners;
        this.policy = policy;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    Reply create(Call call, String ownerName) throws IOException, BadRequestException {
        KnownOwner person = owners.find(call, ownerName);
        KeyForms.KeyForOther wanted = KeyForms.newKeyForOther(call.request());
        LoginSource source = owners.source(wanted, person);
        Optional<Problem> refusal = owners.refuses(call, person, source);
        Optional<Reply> answer = refusal.map(Reply::problem).or(() -> stepUp.refuses(call));
        if (answer.isPresent()) {
            return answer.get();
        }
        KeyRequest request = wanted.key();
        if (request.chosen().isPresent() && !policy.handling().chosenKeys()) {
            return Reply.problem(Problems.forbidden("A value of one's own as a key is set only where postern.chosen-keys is"
                    + " on."));
        }
        return hiding(OwnKeys.reply(call, desk.issue(AdminOwners.asLogin(person, source), request, actor(call)),
                moment().with(Optional.of(person.roles()))));
    }

    /** Revokes everything that an owner has, as far as the administrator reaches. */
    Reply deleteAll(Call call, String ownerName) throws BadRequestException {
        Owner owner = owners.find(call, ownerName).owner();
        Caller caller = call.administrator();
        List<Decision> decisions = desk.keys(owner).stream()
                .map(key -> permissions.may(caller, Action.DELETE_ALL, key)).toList();
        Decision decision = decisions.stream().filter(Decision::allowed).findFirst()
                .or(() -> decisions.stream().filter(refused -> !refused.unseen()).findFirst())
                .orElseGet(() -> withoutKeys(caller, owner))
                .and(() -> permissions.may(caller, Action.DELETE_ALL));
        return decision.problem(Problems.noSuchOwner()).map(Reply::problem).orElseGet(() -> OwnKeys.revoked(
                desk.revokeAll(owner, key -> permissions.may(caller, Action.DELETE_ALL, key).allowed(), actor(call))));
    }

    /** An owner without keys has nothing that could be deleted; who manages everybody is told so, whoever that owner is. */
    private Decision withoutKeys(Caller caller, Owner owner) {
        Optional<OwnerStatus> status = owners.status(owner);
        boolean everybody = permissions.reach(caller.login()) == Reach.EVERYBODY;
        if (status.filter(known -> known.presence() == Presence.GONE).isPresent() && !everybody) {
            return permissions.may(caller, Action.SHOW).and(() -> Decision.UNSEEN);
        }
        return permissions.may(caller, Action.DELETE_ALL, new Subject(owner, status.flatMap(OwnerStatus::id),
                status.flatMap(OwnerStatus::organisation), LoginSource.LOCAL, Optional.empty()));
    }

    /** Lets a key work that somebody else asked for. */
    Reply approve(Call call, KeyId id) {
        return with(call, id, Action.APPROVE, key -> stepUp.refuses(call).orElseGet(() -> OwnKeys.reply(call,
                desk.approve(key.owner(), id, actor(call)), moment())));
    }

    Reply show(Call call, KeyId id) {
        return with(call, id, Action.SHOW, key -> Reply.ok(KeyJson.key(key, moment().with(owners.rolesIfTold(key)))));
    }

    /** What happened to a key, also to one that is revoked: that is when one asks. */
    Reply events(Call call, KeyId id) throws BadRequestException {
        EventQuery query = EventLists.query(id, call);
        return decide(call, Set.of(Action.EVENTS), register.findEvenRevoked(id)).problem(Problems.notAdministered()).map(Reply::problem)
                .orElseGet(() -> Reply.ok(KeyJson.events(register.events(query))));
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        KeyEdit edit = KeyForms.editOfOther(call.request());
        return with(call, id, Action.of(edit), key -> OwnKeys.reply(call,
                desk.edit(owners.ownerOf(key), id, edit, actor(call)), moment()));
    }

    Reply rotate(Call call, KeyId id) throws IOException, BadRequestException {
        Duration overlap = KeyForms.overlap(call.request());
        return with(call, id, Action.ROTATE, key -> stepUp.refuses(call).orElseGet(() -> hiding(OwnKeys.reply(call,
                desk.rotate(owners.ownerOf(key), id, overlap, actor(call)), moment()))));
    }

    Reply reveal(Call call, KeyId id) {
        return with(call, id, Action.REVEAL, key -> stepUp.refuses(call).orElseGet(() -> OwnKeys.reply(call,
                desk.reveal(key.owner(), id, actor(call)), moment())));
    }

    Reply delete(Call call, KeyId id) throws BadRequestException {
        Successors successors = KeyForms.successors(call);
        return with(call, id, Action.DELETE, key -> OwnKeys.deleted(desk.revoke(key.owner(), id, successors, actor(call))));
    }

    private Reply with(Call call, KeyId id, Action action, Function<StoredKey, Reply> work) {
        return with(call, id, Set.of(action), work);
    }

    /** Does something with a key if the caller may do all that it is. */
    private Reply with(Call call, KeyId id, Set<Action> actions, Function<StoredKey, Reply> work) {
        Optional<StoredKey> key = register.find(id);
        Decision decision = decide(call, actions, key);
        if (decision.unseen()) {
            register.auditForeign(id, call.login(), actor(call));
            return Reply.problem(absence(call, id, actions));
        }
        return decision.problem().or(() -> locked(actions, key.orElseThrow())).map(Reply::problem)
                .orElseGet(() -> work.apply(key.orElseThrow()));
    }

    /** For who sees nobody's keys, no key is there or not there: they are told that they may not. */
    private Decision decide(Call call, Set<Action> actions, Optional<StoredKey> key) {
        Caller caller = call.administrator();
        return key.map(found -> permissions.may(caller, actions, found)).orElseGet(() ->
                permissions.may(caller, Action.SHOW).and(() -> Decision.UNSEEN));
    }

    /** What is said where there is no such key: for a secret that is to be shown, that its owner has none any more. */
    private Problem absence(Call call, KeyId id, Set<Action> actions) {
        boolean had = actions.contains(Action.REVEAL) && register.lastKeyOfOwnerWithoutKeys(id)
                .filter(last -> permissions.may(call.administrator(), actions, last).allowed()).isPresent();
        return had ? Problems.noKey() : Problems.notAdministered();
    }

    /** Nobody is handed a secret of an owner who is locked or gone. */
    private Optional<Problem> locked(Set<Action> actions, StoredKey key) {
        boolean handsOut = actions.contains(Action.ROTATE) || actions.contains(Action.REVEAL);
        return handsOut && owners.isLocked(key)
                ? Optional.of(new Problem(409, "conflict", "The owner is locked",
                        "The owner of this key is locked or gone, so its secret is shown to nobody. It can be deleted."))
                : Optional.empty();
    }

    private Actor actor(Call call) {
        return call.actor(permissions.reach(call.login()));
    }

    private Moment moment() {
        return Moment.of(policy, clock.instant());
    }

    private Reply hiding(Reply reply) {
        return permissions.showsSecretToAdministrators() ? reply : reply.withoutSecret();
    }
}
