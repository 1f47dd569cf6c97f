package io.github.postern.manage;

import io.github.postern.issue.AdminReach;
import io.github.postern.issue.Allowance;
import io.github.postern.issue.Expiry;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Validity;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The policy as it applies to one login now, as JSON. */
final class PolicyJson {

  private PolicyJson() {}

  static JsonObject of(
      Policy policy,
      Login login,
      Allowance allowance,
      Optional<Expiry> preview,
      AuthorizationDecision mayCreate,
      Permissions permissions,
      JsonValue stepUp) {
    Optional<String> mayNot = mayCreate
        .refusal()
        .map(ApiResponse::detail)
        .or(() -> allowance.refusal().map(Refusal::detail));
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("owner", login.owner().name())
        .add("loginSource", login.source().text())
        .add("mayCreate", mayNot.isEmpty())
        .add("reason", KeyJson.text(mayNot))
        .add("blockingKeys", ids(allowance.refusal().map(Refusal::keys).orElse(List.of())))
        .add(
            "replacingKeys",
            ids(allowance.replacing().stream().map(StoredKey::id).toList()))
        .add("keysLeft", allowance.left())
        .add("keysPerOwner", policy.keysPerOwner())
        .add("validity", validity(policy, login, allowance))
        .add("preview", preview.<JsonValue>map(PolicyJson::preview).orElse(JsonValue.NULL))
        .add("revealable", policy.lifecycle().revealable())
        .add("operations", Json.createArrayBuilder(permissions.ofSelf(login.source())))
        .add("stepUp", stepUp);
    return rules(json, policy).addAll(administration(login, permissions)).build();
  }

  /** Adds what is the same for everybody. */
  private static JsonObjectBuilder rules(JsonObjectBuilder json, Policy policy) {
    return json.add(
            "name",
            Json.createObjectBuilder()
                .add("required", policy.naming().required())
                .add("pattern", KeyJson.text(policy.naming().pattern())))
        .add("scopes", scopes(policy))
        .add("maximumOverlap", text(policy.lifecycle().maximumOverlap()))
        .add(
            "expiryEdits",
            policy.lifecycle().expiryEdits().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .add("approval", policy.preconditions().approval())
        .add(
            "freshness",
            KeyJson.text(policy.preconditions().suspension().freshness().map(PolicyJson::text)))
        .add(
            "carriers",
            Json.createArrayBuilder(policy.credentialRules().carriers().stream()
                .map(Object::toString)
                .toList()));
  }

  private static JsonObjectBuilder administration(Login login, Permissions permissions) {
    AdminReach reach = permissions.reach(login);
    return Json.createObjectBuilder()
        .add("administers", reach.name().toLowerCase(Locale.ROOT))
        .add(
            "administratorOperations",
            Json.createObjectBuilder()
                .add(
                    "local",
                    Json.createArrayBuilder(permissions.ofAdministrator(reach, LoginSource.LOCAL)))
                .add(
                    "saml",
                    Json.createArrayBuilder(permissions.ofAdministrator(reach, LoginSource.SAML))));
  }

  private static JsonObject preview(Expiry expiry) {
    return Json.createObjectBuilder()
        .add("expiresAt", KeyJson.text(expiry.at()))
        .build();
  }

  private static JsonObjectBuilder validity(Policy policy, Login login, Allowance allowance) {
    Validity validity = policy.rules(login.source()).validity();
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("unit", policy.lifecycle().unit().name().toLowerCase(Locale.ROOT))
        .add("maximum", KeyJson.text(validity.longest().map(PolicyJson::text)))
        .add("fixedExpiresAt", KeyJson.text(allowance.fixedEnd()));
    if (validity instanceof Validity.Chosen chosen) {
      return json.add("choice", "free")
          .add("required", chosen.required())
          .add(
              "default",
              chosen.required() ? Json.createValue(text(chosen.byDefault())) : JsonValue.NULL)
          .add("reason", JsonValue.NULL);
    }
    if (validity instanceof Validity.Endless) {
      return json.add("choice", "fixed")
          .add("required", false)
          .add("default", JsonValue.NULL)
          .add("reason", "Keys have no end here: a key works until it is deleted.");
    }
    return json.add("choice", "fixed")
        .add("required", true)
        .add("default", JsonValue.NULL)
        .add("reason", "You are signed in by SSO: the key ends when your SSO session ends.");
  }

  private static JsonArrayBuilder scopes(Policy policy) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    policy
        .scopes()
        .names()
        .forEach(name -> array.add(Json.createObjectBuilder().add("name", name)));
    return array;
  }

  private static JsonArrayBuilder ids(List<KeyId> ids) {
    return Json.createArrayBuilder(ids.stream().map(KeyId::value).toList());
  }

  /** Whole days as P30D, which {@code Duration.toString} would write as PT720H. */
  private static String text(Duration duration) {
    long day = Duration.ofDays(1).toSeconds();
    return duration.toSeconds() % day == 0 ? "P" + duration.toDays() + "D" : duration.toString();
  }
}
