package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyRegister;
import io.github.postern.issue.KeyRequest;
import io.github.postern.issue.Login;
import io.github.postern.issue.Owners.Person;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.manage.Administrators.Reach;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Rights.Operation;
import io.github.postern.store.StoredKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What administrators do with the keys of others: {@code /admin}. A key out of their reach does not exist for them. */
final class AdminKeys {

    private final KeyDesk desk;
    private final KeyRegister register;
    private final Permissions permissions;
    private final Administrators administrators;
    private final AdminOwners owners;
    private final Policy policy;
    private final StepUp stepUp;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param owners the people for whom keys are made
     */
    AdminKeys(KeyDesk desk, KeyRegister register, Permissions permissions, Administrators administrators, AdminOwners owners,
            Policy policy, StepUp stepUp, Clock clock) {
        this.desk = desk;
        this.register = register;
        this.permissions = permissions;
        this.administrators = administrators;
        this.owners = owners;
        this.policy = policy;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    Reply create(Call call, String ownerName) throws IOException, BadRequestException {
        Person person = owners.find(call, ownerName);
        KeyForms.KeyForOther wanted = KeyForms.newKeyForOther(call.request());
        LoginSource source = owners.source(wanted, person);
        Optional<Problem> refusal = permissions.refusesAdministrator(call.login(), Operation.CREATE, source)
                .or(() -> owners.unfit(call.login(), person));
        Optional<Reply> answer = refusal.map(Reply::problem).or(() -> stepUp.refuses(call));
        if (answer.isPresent()) {
            return answer.get();
        }
        KeyRequest request = wanted.key();
        if (request.chosen().isPresent() && !policy.handling().chosenKeys()) {
            return Reply.problem(Problems.forbidden("A value of one's own as a key is set only where postern.chosen-keys is"
                    + " on."));
        }
        return hiding(OwnKeys.reply(call, desk.issue(AdminOwners.asLogin(person, source), request, call.actor()),
                moment().with(Optional.of(person.roles()))));
    }

    /** Revokes everything that an owner has. */
    Reply deleteAll(Call call, String ownerName) throws BadRequestException {
        Owner owner = owners.find(call, ownerName).owner();
        Optional<Problem> refusal = permissions.refusesAdministrator(call.login(), Operation.DELETE, LoginSource.LOCAL)
                .or(() -> permissions.refusesAdministrator(call.login(), Operation.DELETE, LoginSource.SAML))
                .or(() -> desk.keys(owner).stream().allMatch(key -> administrators.reaches(call.login(), key))
                        ? Optional.empty() : Optional.of(Problems.noSuchOwner()));
        return refusal.map(Reply::problem).orElseGet(() -> OwnKeys.revoked(desk.revokeAll(owner, call.actor())));
    }

    /** Lets a key work that somebody else asked for. */
    Reply approve(Call call, KeyId id) {
        return with(call, id, Operation.CREATE, key -> stepUp.refuses(call).orElseGet(() -> OwnKeys.reply(call,
                desk.approve(key.owner(), id, call.actor()), moment())));
    }

    Reply show(Call call, KeyId id) {
        return with(call, id, Operation.LIST, key -> Reply.ok(KeyJson.key(key,
                moment().with(owners.rolesIfTold(key)))));
    }

    /** What happened to a key, also to one that is revoked: that is when one asks. */
    Reply events(Call call, KeyId id) {
        Login login = call.login();
        Optional<Problem> refusal = permissions.refusesAdministrator(login, Operation.LIST, LoginSource.LOCAL);
        boolean there = register.findEvenRevoked(id).filter(key -> administrators.seesEverybody(login)
                || administrators.reaches(login, key)).isPresent();
        return refusal.or(() -> there ? Optional.empty() : Optional.of(Problems.notAdministered())).map(Reply::problem)
                .orElseGet(() -> Reply.ok(KeyJson.events(register.events(id, OwnKeys.EVENTS))));
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        KeyEdit edit = KeyForms.editOfOther(call.request());
        Operation operation = edit.onlySwitches() ? Operation.DISABLE : Operation.EDIT;
        return with(call, id, operation, key -> OwnKeys.reply(call,
                desk.edit(owners.ownerOf(key), id, edit, call.actor()), moment()));
    }

    Reply rotate(Call call, KeyId id) throws IOException, BadRequestException {
        Duration overlap = KeyForms.overlap(call.request());
        return with(call, id, Operation.ROTATE, key -> stepUp.refuses(call).orElseGet(() -> hiding(OwnKeys.reply(call,
                desk.rotate(owners.ownerOf(key), id, overlap, call.actor()), moment()))));
    }

    Reply reveal(Call call, KeyId id) {
        return with(call, id, Operation.REVEAL, key -> stepUp.refuses(call).orElseGet(() -> OwnKeys.reply(call,
                desk.reveal(key.owner(), id, call.actor()), moment())));
    }

    Reply delete(Call call, KeyId id) {
        return with(call, id, Operation.DELETE, key -> OwnKeys.deleted(desk.revoke(key.owner(), id, call.actor())));
    }

    /** Does something with a key in the caller's reach. What is out of it does not exist; what is in it may be refused. */
    private Reply with(Call call, KeyId id, Operation operation, Function<StoredKey, Reply> work) {
        Login login = call.login();
        boolean any = administrators.reach(login) != Reach.NOBODY || administrators.seesEverybody(login);
        Optional<StoredKey> key = any ? register.find(id).filter(found -> administrators.reaches(login, found)
                || administrators.seesEverybody(login)) : Optional.empty();
        if (any && key.isEmpty()) {
            boolean had = operation == Operation.REVEAL && register.lastKeyOfOwnerWithoutKeys(id)
                    .filter(last -> administrators.reaches(login, last)).isPresent();
            register.auditForeign(id, login, call.actor());
            return Reply.problem(had ? Problems.noKey() : Problems.notAdministered());
        }
        LoginSource source = key.map(StoredKey::loginSource).orElse(LoginSource.LOCAL);
        return permissions.refusesAdministrator(login, operation, source)
                .or(() -> key.flatMap(found -> locked(operation, found)))
                .map(Reply::problem)
                .orElseGet(() -> work.apply(key.orElseThrow()));
    }

    /** Nobody is handed a secret of an owner who is locked or gone. */
    private Optional<Problem> locked(Operation operation, StoredKey key) {
        boolean handsOut = operation == Operation.ROTATE || operation == Operation.REVEAL;
        return handsOut && owners.isLocked(key)
                ? Optional.of(new Problem(409, "conflict", "The owner is locked",
                        "The owner of this key is locked or gone, so its secret is shown to nobody. It can be deleted."))
                : Optional.empty();
    }

    private Moment moment() {
        return Moment.of(policy, clock.instant());
    }

    private Reply hiding(Reply reply) {
        return permissions.showsSecretToAdministrators() ? reply : reply.withoutSecret();
    }
}
