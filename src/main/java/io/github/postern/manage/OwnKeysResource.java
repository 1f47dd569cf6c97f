package io.github.postern.manage;

import io.github.postern.issue.Expiry;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.Outcome;
import io.github.postern.issue.Successors;
import io.github.postern.key.KeyId;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.Refusal;
import io.github.postern.spi.RequestedExpiry;
import io.github.postern.store.EventQuery;
import io.github.postern.store.StoredKey;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The calls by which users manage their own keys: {@code /policy} and {@code /keys}. */
final class OwnKeysResource {

  private final KeyService keyService;
  private final KeyAdministration administration;
  private final ManagementRules rules;
  private final Permissions permissions;
  private final StepUp stepUp;

  OwnKeysResource(
      KeyServices services, ManagementRules rules, Permissions permissions, StepUp stepUp) {
    this.keyService = services.keys();
    this.administration = services.administration();
    this.rules = rules;
    this.permissions = permissions;
    this.stepUp = stepUp;
  }

  ApiResponse policy(ApiCall call) throws BadRequestException {
    RequestedExpiry requestedExpiry =
        RequestBody.requestedExpiry(call.parameter("validFor"), call.parameter("expiresAt"));
    Optional<Expiry> preview = requestedExpiry instanceof RequestedExpiry.Unspecified
        ? Optional.empty()
        : Optional.of(keyService.preview(call.login(), requestedExpiry));
    Optional<Refusal> refusal = preview.flatMap(Expiry::refusal);
    if (refusal.isPresent()) {
      return ApiResponse.problem(Problems.of(refusal.get()));
    }
    return ApiResponse.ok(PolicyJson.of(
        rules.policy(),
        call.login(),
        keyService.allowance(call.login()),
        preview,
        permissions.may(call.caller(), Action.CREATE),
        permissions,
        stepUp.json(call)));
  }

  ApiResponse list(ApiCall call) {
    return refusal(call, Action.LIST)
        .orElseGet(() -> ApiResponse.ok(Json.createObjectBuilder()
            .add("keys", KeyJson.keys(keyService.keys(call.login().owner()), moment(call)))
            .build()));
  }

  ApiResponse create(ApiCall call) throws IOException, BadRequestException {
    Optional<ApiResponse> refusal = refusal(call, Action.CREATE).or(() -> checkSecret(call));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    KeyRequest request = KeyRequestParser.newKey(call.request());
    if (request.chosenSecret().isPresent()) {
      return ApiResponse.problem(
          Problems.forbidden("Only administrators set a value of their own as a key, and only where"
              + " postern.chosen-keys is on."));
    }
    return reply(call, keyService.issue(call.login(), request, call.actor()), moment(call));
  }

  ApiResponse show(ApiCall call) {
    return with(call, Action.LIST, key -> ApiResponse.ok(KeyJson.key(key, moment(call))));
  }

  ApiResponse events(ApiCall call) throws BadRequestException {
    EventQuery query = EventQueryParser.query(call.id(), call);
    return with(
        call, Action.LIST, key -> ApiResponse.ok(KeyJson.events(administration.events(query))));
  }

  ApiResponse edit(ApiCall call) throws IOException, BadRequestException {
    KeyEdit edit = KeyRequestParser.edit(call.request());
    return with(
        call,
        Action.of(edit),
        key -> reply(call, keyService.edit(call.login(), key.id(), edit, call.actor()), moment()));
  }

  ApiResponse rotate(ApiCall call) throws IOException, BadRequestException {
    Duration overlap = KeyRequestParser.overlap(call.request());
    return with(
        call,
        Action.ROTATE,
        key -> checkSecret(call)
            .orElseGet(() -> reply(
                call, keyService.rotate(call.login(), key.id(), overlap, call.actor()), moment())));
  }

  ApiResponse reveal(ApiCall call) {
    if (keyService.keys(call.login().owner()).isEmpty()) {
      return ApiResponse.problem(Problems.noKey());
    }
    return with(
        call,
        Action.REVEAL,
        key -> checkSecret(call)
            .orElseGet(() ->
                reply(call, keyService.reveal(key.owner(), key.id(), call.actor()), moment())));
  }

  /** Takes over a key that is suspended since the account signs in through another source. */
  ApiResponse confirm(ApiCall call) {
    return with(
        call,
        Action.EDIT,
        key -> checkSecret(call)
            .orElseGet(() ->
                reply(call, keyService.confirm(call.login(), key.id(), call.actor()), moment())));
  }

  /** Revokes everything that the caller has, as after a stolen password. */
  ApiResponse deleteAll(ApiCall call) {
    return refusal(call, Action.DELETE)
        .orElseGet(() -> revoked(keyService.revokeAll(call.login().owner(), call.actor())));
  }

  static ApiResponse revoked(List<KeyId> ids) {
    return ApiResponse.ok(Json.createObjectBuilder()
        .add("revoked", Json.createArrayBuilder(ids.stream().map(KeyId::value).toList()))
        .build());
  }

  ApiResponse delete(ApiCall call) throws BadRequestException {
    Successors successors = KeyRequestParser.successors(call);
    return with(
        call,
        Action.DELETE,
        key -> deleted(keyService.revoke(key.owner(), key.id(), successors, call.actor())));
  }

  /** Revokes the key of which the caller knows the value only. */
  ApiResponse revokeByValue(ApiCall call) throws IOException, BadRequestException {
    Optional<StoredKey> key =
        keyService.keyOf(call.login().owner(), KeyRequestParser.value(call.request()));
    if (key.isEmpty()) {
      return ApiResponse.problem(Problems.noSuchValue());
    }
    // A user who names a secret means exactly that one; the answer names the key that works in
    // its place.
    List<StoredKey> successors = keyService.successors(key.get());
    KeyId id = key.get().id();
    ApiResponse deleted = allowed(
        call,
        Set.of(Action.DELETE),
        key.get(),
        found -> deleted(keyService.revoke(found.owner(), id, Successors.KEEP, call.actor())));
    return deleted instanceof ApiResponse.Empty
        ? ApiResponse.ok(Json.createObjectBuilder()
            .add("id", id.value())
            .add(
                "supersededBy",
                successors.isEmpty()
                    ? JsonValue.NULL
                    : Json.createValue(
                        successors.get(successors.size() - 1).id().value()))
            .build())
        : deleted;
  }

  /**
   * Why the caller is not handed a secret now: unknown to the directory of owners, or logged in too
   * long ago.
   */
  private Optional<ApiResponse> checkSecret(ApiCall call) {
    return call.status()
        .filter(status -> !status.active())
        .map(status -> ApiResponse.problem(Problems.ownerDisabled()))
        .or(() -> stepUp.check(call));
  }

  /** The directory was asked about the caller, so what their keys may do is known. */
  private EvaluationContext moment(ApiCall call) {
    return moment().with(call.status().map(OwnerStatus::roles));
  }

  private EvaluationContext moment() {
    return rules.now();
  }

  private Optional<ApiResponse> refusal(ApiCall call, Action action) {
    return permissions.may(call.caller(), action).refusal();
  }

  private ApiResponse with(ApiCall call, Action action, Function<StoredKey, ApiResponse> work) {
    return with(call, Set.of(action), work);
  }

  /** Does something with an own key, if it exists and the owner may do all that it is. */
  private ApiResponse with(
      ApiCall call, Set<Action> actions, Function<StoredKey, ApiResponse> work) {
    Optional<StoredKey> key = keyService.key(call.login().owner(), call.id());
    if (key.isEmpty()) {
      administration.auditForeign(call.id(), call.login(), call.actor());
      return ApiResponse.problem(Problems.notFound());
    }
    return allowed(call, actions, key.get(), work);
  }

  private ApiResponse allowed(
      ApiCall call, Set<Action> actions, StoredKey key, Function<StoredKey, ApiResponse> work) {
    return permissions.may(call.caller(), actions, key).refusal().orElseGet(() -> work.apply(key));
  }

  static ApiResponse deleted(Outcome outcome) {
    return outcome instanceof Outcome.Refused refused
        ? ApiResponse.problem(Problems.of(refused.refusal()))
        : ApiResponse.nothing();
  }

  static ApiResponse reply(ApiCall call, Outcome outcome, EvaluationContext context) {
    if (outcome instanceof Outcome.Issued issued) {
      return ApiResponse.created(call.location(issued.key().id()), KeyJson.issued(issued, context));
    } else if (outcome instanceof Outcome.Repeated repeated) {
      return ApiResponse.ok(KeyJson.key(repeated.key(), context));
    } else if (outcome instanceof Outcome.Revealed revealed) {
      return "text/plain".equals(call.request().getHeader("Accept"))
          ? ApiResponse.text(revealed.secret())
          : ApiResponse.ok(KeyJson.revealed(revealed, context));
    } else if (outcome instanceof Outcome.Changed changed) {
      return ApiResponse.ok(KeyJson.changed(changed, context));
    }
    return ApiResponse.problem(Problems.of(((Outcome.Refused) outcome).refusal()));
  }
}
