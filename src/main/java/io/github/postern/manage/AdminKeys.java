package io.github.postern.manage;

import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.Login;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.manage.Administrators.Reach;
import io.github.postern.owner.OwnerDirectory;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.store.KeyPage;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What administrators do with the keys of others: {@code /admin}. A key out of their reach does not exist for them. */
final class AdminKeys {

    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 200;

    private final KeyDesk desk;
    private final Administrators administrators;
    private final OwnerDirectory directory;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param directory knows the owners; null if the application has none
     */
    AdminKeys(KeyDesk desk, Administrators administrators, OwnerDirectory directory, Clock clock) {
        this.desk = desk;
        this.administrators = administrators;
        this.directory = directory;
        this.clock = clock;
    }

    boolean isOpenTo(Login login) {
        return administrators.reach(login) != Reach.NOBODY;
    }

    Reply list(Call call) throws BadRequestException {
        Instant now = clock.instant();
        String organisation = administrators.reach(call.login()) == Reach.EVERYBODY ? null
                : call.login().organisation().orElseThrow();
        KeyPage page = desk.search(new KeyQuery(organisation, call.parameter("owner").orElse(null), state(call),
                call.parameter("q").orElse(null), now, limit(call), after(call)));
        return Reply.ok(Json.createObjectBuilder()
                .add("keys", KeyJson.keys(page.keys(), now))
                .add("next", page.next().<JsonValue>map(position -> Json.createValue(
                        position.createdAt().toEpochMilli() + "." + position.id())).orElse(JsonValue.NULL))
                .build());
    }

    Reply create(Call call, String ownerName) throws IOException, BadRequestException {
        Owner owner;
        try {
            owner = new Owner(call.login().owner().realm(), ownerName);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(e.getMessage() + ".");
        }
        Optional<Login> login = loginOf(call, owner);
        if (login.isEmpty()) {
            return Reply.problem(Problems.notFound());
        }
        return OwnKeys.reply(call, desk.issue(login.get(), KeyForms.newKey(call.request()), call.actor()),
                clock.instant());
    }

    Reply edit(Call call, KeyId id) throws IOException, BadRequestException {
        Optional<StoredKey> key = reachable(call, id);
        if (key.isEmpty()) {
            return Reply.problem(Problems.notFound());
        }
        Login owner = Login.local(key.get().owner(), key.get().roles());
        return OwnKeys.reply(call, desk.edit(owner, id, KeyForms.edit(call.request()), call.actor()), clock.instant());
    }

    Reply delete(Call call, KeyId id) {
        return reachable(call, id)
                .map(key -> OwnKeys.deleted(desk.revoke(key.owner(), id, call.actor())))
                .orElseGet(() -> Reply.problem(Problems.notFound()));
    }

    private Optional<StoredKey> reachable(Call call, KeyId id) {
        return desk.keyOfAnybody(id).filter(key -> administrators.reaches(call.login(), key));
    }

    /**
     * Returns the owner as if logged in, with the roles that the directory knows. Without a directory nobody knows them,
     * so the key gets none; nor can an organisation administrator show that the owner is one of theirs.
     */
    private Optional<Login> loginOf(Call call, Owner owner) {
        boolean everybody = administrators.reach(call.login()) == Reach.EVERYBODY;
        if (directory == null) {
            return everybody ? Optional.of(Login.local(owner, Set.of())) : Optional.empty();
        }
        OwnerStatus status = directory.status(owner);
        Optional<String> organisation = Optional.ofNullable(status.organisation());
        boolean reached = status.active() && (everybody || organisation.equals(call.login().organisation()));
        return reached ? Optional.of(new Login(owner, LoginSource.LOCAL, Optional.empty(), Optional.empty(),
                status.roles(), organisation)) : Optional.empty();
    }

    private static KeyState state(Call call) throws BadRequestException {
        Optional<String> wanted = call.parameter("state");
        if (wanted.isEmpty()) {
            return null;
        }
        return Arrays.stream(KeyState.values()).filter(state -> state.text().equals(wanted.get())).findFirst()
                .orElseThrow(() -> new BadRequestException("The parameter state must be one of "
                        + String.join(", ", Arrays.stream(KeyState.values()).map(KeyState::text).toList()) + "."));
    }

    private static int limit(Call call) throws BadRequestException {
        String limit = call.parameter("limit").orElse(String.valueOf(USUAL_LIMIT));
        if (!limit.matches("[0-9]{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
            throw new BadRequestException("The parameter limit must be a number from 1 to " + MOST + ".");
        }
        return Integer.parseInt(limit);
    }

    private static KeyQuery.Position after(Call call) throws BadRequestException {
        Optional<String> after = call.parameter("after");
        if (after.isEmpty()) {
            return null;
        }
        String[] parts = after.get().split("\\.", 2);
        Optional<KeyId> id = parts.length == 2 ? KeyId.parse(parts[1]) : Optional.empty();
        if (id.isEmpty() || !parts[0].matches("[0-9]{1,15}")) {
            throw new BadRequestException("The parameter after must be the member next of an earlier answer.");
        }
        return new KeyQuery.Position(Instant.ofEpochMilli(Long.parseLong(parts[0])), id.get());
    }
}
