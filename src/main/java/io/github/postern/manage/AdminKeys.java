package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyRegister;
import io.github.postern.issue.KeyRequest;
import io.github.postern.issue.Login;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.manage.Administrators.Reach;
import io.github.postern.owner.OwnerDirectory;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Rights.Operation;
import io.github.postern.store.EventQuery;
import io.github.postern.store.StoredKey;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What administrators do with the keys of others: {@code /admin}. A key out of their reach does not exist for them. */
final class AdminKeys {

    private final KeyDesk desk;
    private final KeyRegister register;
    private final Permissions permissions;
    private final Administrators administrators;
    private final OwnerDirectory directory;
    private final Policy policy;
    private final StepUp stepUp;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param directory knows the owners; null if the application has none
     */
    AdminKeys(KeyDesk desk, KeyRegister register, Permissions permissions, Administrators administrators, OwnerDirectory directory,
            Policy policy, StepUp stepUp, Clock clock) {
        this.desk = desk;
        this.register = register;
        this.permissions = permissions;
        this.administrators = administrators;
        this.directory = directory;
        this.policy = policy;
        this.stepUp = stepUp;
        this.clock = clock;
    }

    Reply create(Call call, String ownerName) throws IOException, BadRequestException {
        Owner owner = owner(call, ownerName);
        OwnerStatus status = directory == null ? OwnerStatus.active(Set.of()) : directory.status(owner);
        KeyForms.KeyForOther wanted = KeyForms.newKeyForOther(call.request());
        LoginSource source = source(wanted, status);
        Optional<Problem> refusal = permissions.refusesAdministrator(call.login(), Operation.CREATE, source)
                .or(() -> unfit(call.login(), status));
        Optional<Reply> answer = refusal.map(Reply::problem).or(() -> stepUp.refuses(call));
        if (answer.isPresent()) {
            return answer.get();
        }
        KeyRequest request = wanted.key();
        if (request.chosen().isPresent() && !policy.handling().chosenKeys()) {
            return Reply.problem(Problems.forbidden("A value of one's own as a key is set only where postern.chosen-keys is"
                    + " on."));
        }
        Login login = Login.absent(owner, source, status.roles(), status.organisation(), status.id());
        return hiding(OwnKeys.reply(call, desk.issue(login, request, call.actor()), moment()));
    }

    private static Owner owner(Call call, String name) throws BadRequestException {
        try {
            return new Owner(call.login().owner().realm(), name);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage() + ".");
        }
    }

    /** How the owner signs in: the directory knows best, else the administrator says it. */
    private static LoginSource source(KeyForms.KeyForOther wanted, OwnerStatus status) throws BadRequestException {
        if (wanted.source().isPresent() && status.source().isPresent() && wanted.source().get() != status.source().get()) {
            throw new BadRequestException("The directory says that this owner signs in by " + status.source().get().text()
                    + "; leave loginSource out.");
        }
        return status.source().or(wanted::source).orElse(LoginSource.LOCAL);
    }

    /** Revokes everything that an owner has. */
    Reply deleteAll(Call call, String ownerName) throws BadRequestException {
        Owner owner = owner(call, ownerName);
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
        return with(call, id, Operation.LIST, key -> Reply.ok(KeyJson.key(key, moment())));
    }

    /** What happened to a key, also to one that is revoked: that is when one asks. */
    Reply events(Call call, KeyId id) throws BadRequestException {
        EventQuery query = EventLists.query(id, call);
        Login login = call.login();
        Optional<Problem> refusal = permissions.refusesAdministrator(login, Operation.LIST, LoginSource.LOCAL);
        boolean there = register.findEvenRevoked(id).filter(key -> administrators.seesEverybody(login)
                || administrators.reaches(login, key)).isPresent();
        return refusal.or(() -> there ? Optional.empty() : Optional.of(Problems.notFound())).map(Reply::problem)
                .orElseGet(() -> Reply.ok(KeyJson.events(register.events(query))));
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        KeyEdit edit = KeyForms.editOfOther(call.request());
        Operation operation = edit.onlySwitches() ? Operation.DISABLE : Operation.EDIT;
        return with(call, id, operation, key -> OwnKeys.reply(call,
                desk.edit(ownerOf(key), id, edit, call.actor()), moment()));
    }

    Reply rotate(Call call, KeyId id) throws IOException, BadRequestException {
        Duration overlap = KeyForms.overlap(call.request());
        return with(call, id, Operation.ROTATE, key -> stepUp.refuses(call).orElseGet(() -> hiding(OwnKeys.reply(call,
                desk.rotate(ownerOf(key), id, overlap, call.actor()), moment()))));
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
            return Reply.problem(had ? Problems.noKey() : Problems.notFound());
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
        return handsOut && directory != null && !directory.status(key.owner()).active()
                ? Optional.of(new Problem(409, "conflict", "The owner is locked",
                        "The owner of this key is locked or gone, so its secret is shown to nobody. It can be deleted."))
                : Optional.empty();
    }

    /** Why somebody cannot own a key, or does not exist for this administrator. */
    private Optional<Problem> unfit(Login administrator, OwnerStatus status) {
        if (status.group()) {
            return Optional.of(new Problem(400, "invalid-request", "Groups own no keys",
                    "A key belongs to one person or service account; this is a group."));
        }
        boolean reached = administrators.reach(administrator) == Reach.EVERYBODY
                || directory != null && status.organisation().equals(administrator.organisation());
        return status.active() && reached ? Optional.empty() : Optional.of(Problems.noSuchOwner());
    }

    /** The owner as if logged in, with the roles that the directory knows, or those of the key where there is none. */
    private Login ownerOf(StoredKey key) {
        Set<String> roles = directory == null ? key.roles() : directory.status(key.owner()).roles();
        return Login.absent(key.owner(), key.loginSource(), roles, key.organisation(), key.ownerId());
    }

    private Moment moment() {
        return new Moment(clock.instant(), policy.safeguards().suspension());
    }

    private Reply hiding(Reply reply) {
        return permissions.showsSecretToAdministrators() ? reply : reply.withoutSecret();
    }
}
