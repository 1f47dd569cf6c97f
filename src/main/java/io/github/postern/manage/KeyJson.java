package io.github.postern.manage;

import io.github.postern.issue.Outcome;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Secret;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.Page;
import io.github.postern.store.RefusedUses;
import io.github.postern.store.Requester;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Keys as JSON, and a secret as text. The only place where a secret is written, once when it is
 * made, and again only where the policy reveals secrets.
 */
final class KeyJson {

  private KeyJson() {}

  static JsonObject key(StoredKey key, EvaluationContext context) {
    return members(key, context).build();
  }

  /** A key that was changed, and what may surprise about it. */
  static JsonObject changed(Outcome.Changed changed, EvaluationContext context) {
    return members(changed.key(), context)
        .add("warnings", Json.createArrayBuilder(changed.warnings()))
        .build();
  }

  static JsonObject issued(Outcome.Issued issued, EvaluationContext context) {
    return members(issued.key(), context)
        .add("key", issued.secret().reveal())
        .add(
            "replaced",
            Json.createArrayBuilder(issued.replaced().stream().map(KeyId::value).toList()))
        .build();
  }

  static JsonObject revealed(Outcome.Revealed revealed, EvaluationContext context) {
    return members(revealed.key(), context)
        .add("key", revealed.secret().reveal())
        .build();
  }

  /** Writes a revealed secret as it is, for scripts that want no JSON. */
  static void writePlain(Secret secret, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain;charset=US-ASCII");
    response.getWriter().print(secret.reveal());
  }

  static JsonArrayBuilder keys(List<StoredKey> keys, EvaluationContext context) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    keys.forEach(key -> array.add(members(key, context)));
    return array;
  }

  static JsonObject events(Page<KeyEvent, EventQuery.Position> page) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    page.items()
        .forEach(event -> array.add(Json.createObjectBuilder()
            .add("type", EventQueryParser.word(event.type()))
            .add("at", event.at().toString())
            .add("count", event.count())
            .add("actor", text(Optional.ofNullable(event.actor())))
            .add("address", text(Optional.ofNullable(event.address())))
            .add("detail", text(Optional.ofNullable(event.detail())))));
    return Json.createObjectBuilder()
        .add("events", array)
        .add(
            "next",
            text(page.next().map(position -> position.at().toEpochMilli() + "." + position.id())))
        .build();
  }

  static JsonValue text(Optional<?> value) {
    return value
        .<JsonValue>map(present -> Json.createValue(present.toString()))
        .orElse(JsonValue.NULL);
  }

  private static JsonObjectBuilder members(StoredKey key, EvaluationContext context) {
    return Json.createObjectBuilder()
        .add("id", key.id().value())
        .add("name", key.name())
        .add("description", text(key.description()))
        .add("owner", key.owner().name())
        .add("createdBy", key.createdBy())
        .add("requestedBy", text(key.requester().map(Requester::name)))
        .addAll(state(key, context))
        .add("loginSource", key.loginSource().text())
        .add("service", key.service())
        .add(
            "awaits",
            texts(key.activation().blockingConditions().stream()
                .map(PendingCondition::text)
                .toList()))
        .add("approvedBy", text(key.activation().approvedBy()))
        .add("approvedAt", text(key.activation().approvedAt()))
        .add("createdAt", key.createdAt().toString())
        .add("expiresAt", text(key.expiresAt()))
        .add("sessionEnd", text(key.sessionEnd()))
        .add("suspendsAt", text(key.suspendsAt(context.suspension())))
        .add("resumedAt", text(resumedAt(key, context)))
        .add("lastRotatedAt", text(key.rotatedAt()))
        .add("supersededBy", text(key.supersededBy()))
        .add("roles", texts(context.roles(key)))
        .add("scopes", texts(key.scopes()))
        .add("networks", texts(key.networks()))
        .addAll(uses(key, context));
  }

  private static JsonObjectBuilder state(StoredKey key, EvaluationContext context) {
    Optional<DisabledBy> disabledBy = key.disabledBy().filter(by -> !key.active());
    return Json.createObjectBuilder()
        .add("disabledBy", text(disabledBy.map(DisabledBy::by)))
        .add("disabledAt", text(disabledBy.map(DisabledBy::at)))
        .add("state", key.state(context.now(), context.suspension()).text())
        .add(
            "unverifiable",
            text(Optional.of(key)
                .filter(StoredKey::altered)
                .map(each -> each.lacksPepper() ? "pepper" : "changed")));
  }

  /** Returns what the use of a key has left behind. */
  private static JsonObjectBuilder uses(StoredKey key, EvaluationContext context) {
    KeyUsage usage = key.usage();
    return Json.createObjectBuilder()
        .add("lastUsedAt", text(usage.usedAt()))
        .add("lastUsedFrom", text(usage.usedFrom()))
        .add("refusedAt", text(usage.refusedAt()))
        .add("refusedFrom", text(usage.refusedFrom()))
        .add("refusedReason", text(usage.refusedUses().map(RefusedUses::reason)))
        .add("refusedToday", refusedOn(usage, LocalDate.ofInstant(context.now(), ZoneOffset.UTC)))
        .add("seenInUrlAt", text(key.sinceRotation(usage.seenInUrlAt())))
        .add("seenInClearAt", text(key.sinceRotation(usage.seenInClearAt())));
  }

  /**
   * When the owner's login resumed this key, if it ever did: an owner who does not know the key can
   * see that it works again.
   */
  private static Optional<Instant> resumedAt(StoredKey key, EvaluationContext context) {
    boolean sleeps = key.suspendsAt(context.suspension()).isPresent();
    return key.ownerLogin()
        .flatMap(LastLogin::resumedAt)
        .filter(at -> sleeps && at.isAfter(key.createdAt()));
  }

  private static long refusedOn(KeyUsage usage, LocalDate day) {
    return usage
        .refusedUses()
        .filter(refusedUses -> refusedUses.day().equals(day))
        .map(RefusedUses::count)
        .orElse(0L);
  }

  static JsonArrayBuilder texts(Collection<String> texts) {
    return Json.createArrayBuilder(texts.stream().sorted().toList());
  }
}
