package io.github.postern.manage;

import io.github.postern.http.Challenge;
import io.github.postern.http.Problem;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyDesk;
import io.github.postern.key.KeyId;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * What whoever holds a key may ask of it: {@code /self}. Revoking it is among that, so that a key that was found can be
 * killed by its finder.
 */
final class SelfKey {

    private final KeyDesk desk;
    private final String realm;
    private final Clock clock;

    SelfKey(KeyDesk desk, String realm, Clock clock) {
        this.desk = desk;
        this.realm = realm;
        this.clock = clock;
    }

    /**
     * Answers.
     *
     * @param presented the key that the request was made with; empty if it carries none
     */
    void answer(HttpServletRequest request, HttpServletResponse response, Optional<KeyId> presented)
            throws IOException {
        if (presented.isEmpty()) {
            response.setHeader(Challenge.HEADER, Challenge.realm(realm).toString());
            new Problem(401, "key-required", "An API key is required",
                    "Call this with an API key in a header, not with a session.").write(response);
            return;
        }
        Optional<StoredKey> key = desk.keyOfAnybody(presented.get());
        if (key.isEmpty()) {
            Problems.notFound().write(response);
        } else if (request.getMethod().equals("DELETE")) {
            Actor holder = new Actor("key " + presented.get(), request.getRemoteAddr());
            OwnKeys.deleted(desk.revoke(key.get().owner(), presented.get(), holder)).write(response);
        } else {
            Reply.ok(KeyJson.key(key.get(), clock.instant())).write(response);
        }
    }
}
