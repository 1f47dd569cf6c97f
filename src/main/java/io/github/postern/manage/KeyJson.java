package io.github.postern.manage;

import io.github.postern.issue.Outcome;
import io.github.postern.key.KeyId;
import io.github.postern.key.Secret;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Keys as JSON, and a secret as text. The only place where a secret is written, once when it is made, and again only where the
 * policy shows secrets again. */
final class KeyJson {

    private KeyJson() {
    }

    static JsonObject key(StoredKey key, Instant now) {
        return members(key, now).build();
    }

    static JsonObject issued(Outcome.Issued issued, Instant now) {
        return members(issued.key(), now)
                .add("key", issued.secret().reveal())
                .add("replaced", Json.createArrayBuilder(issued.replaced().stream().map(KeyId::value).toList()))
                .build();
    }

    static JsonObject revealed(Outcome.Revealed revealed, Instant now) {
        return members(revealed.key(), now).add("key", revealed.secret().reveal()).build();
    }

    /** Writes a secret that is shown again as it is, for scripts that want no JSON. */
    static void writePlain(Secret secret, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=US-ASCII");
        response.getWriter().print(secret.reveal());
    }

    static JsonArrayBuilder keys(List<StoredKey> keys, Instant now) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        keys.forEach(key -> array.add(members(key, now)));
        return array;
    }

    static JsonValue text(Optional<?> value) {
        return value.<JsonValue>map(present -> Json.createValue(present.toString())).orElse(JsonValue.NULL);
    }

    private static JsonObjectBuilder members(StoredKey key, Instant now) {
        return Json.createObjectBuilder()
                .add("id", key.id().value())
                .add("name", key.name())
                .add("description", text(key.description()))
                .add("owner", key.owner().name())
                .add("createdBy", key.createdBy())
                .add("state", key.state(now).text())
                .add("loginSource", key.loginSource().text())
                .add("createdAt", key.createdAt().toString())
                .add("expiresAt", text(key.expiresAt()))
                .add("lastUsedAt", text(key.usedAt()))
                .add("lastUsedFrom", text(key.usedFrom()))
                .add("lastRotatedAt", text(key.rotatedAt()))
                .add("supersededBy", text(key.supersededBy()))
                .add("seenInUrlAt", text(key.seenInUrlAt()))
                .add("roles", texts(key.roles()))
                .add("scopes", texts(key.scopes()))
                .add("networks", texts(key.networks()));
    }

    private static JsonArrayBuilder texts(Collection<String> texts) {
        return Json.createArrayBuilder(texts.stream().sorted().toList());
    }
}
