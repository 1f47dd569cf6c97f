package io.github.postern.manage;

import io.github.postern.http.Challenge;
import io.github.postern.http.ErrorStyle;
import io.github.postern.http.Problem;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyDesk;
import io.github.postern.issue.KeyRegister;
import io.github.postern.issue.Login;
import io.github.postern.issue.Successors;
import io.github.postern.key.KeyId;
import io.github.postern.policy.Policy;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * What whoever holds a key may ask of it: {@code /self}. Revoking it is among that, so that a key that was found can be
 * killed by its finder.
 */
final class SelfKey {

    private final KeyDesk desk;
    private final KeyRegister register;
    private final Permissions permissions;
    private final String realm;
    private final Policy policy;
    private final Clock clock;

    SelfKey(KeyDesk desk, KeyRegister register, Permissions permissions, String realm, Policy policy, Clock clock) {
        this.desk = desk;
        this.register = register;
        this.permissions = permissions;
        this.realm = realm;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param roles those that the request has by its key
     * @param presented the key that the request was made with; empty if it carries none
     */
    void answer(HttpServletRequest request, HttpServletResponse response, Optional<KeyId> presented, Set<String> roles,
            ErrorStyle style) throws IOException {
        if (presented.isEmpty()) {
            response.setHeader(Challenge.HEADER, Challenge.realm(realm).toString());
            new Problem(401, "key-required", "An API key is required",
                    "Call this with an API key in a header, not with a session.").write(response, style);
            return;
        }
        Optional<StoredKey> key = register.find(presented.get());
        if (key.isEmpty()) {
            Problems.notFound().write(response, style);
        } else if (request.getMethod().equals("DELETE")) {
            delete(key.get(), request).write(response, style);
        } else {
            Reply.ok(KeyJson.key(key.get(), Moment.of(policy, clock.instant()).with(Optional.of(roles)))).write(response, style);
        }
    }

    private Reply delete(StoredKey key, HttpServletRequest request) {
        Actor holder = new Actor("key " + key.id(), request.getRemoteAddr());
        // Whoever holds a key stands for its owner here, as far as that key goes.
        Caller owner = new Caller(Login.absent(key.owner(), key.loginSource(), key.roles(), key.organisation(), key.ownerId()),
                false, Optional.empty());
        return permissions.may(owner, Action.GIVE_UP, key).problem().map(Reply::problem)
                .orElseGet(() -> OwnKeys.deleted(desk.revoke(key.owner(), key.id(), Successors.KEEP, holder)));
    }
}
