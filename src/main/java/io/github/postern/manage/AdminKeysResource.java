package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.Actor;
import io.github.postern.issue.AdminReach;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.OwnerLookup.OwnerDetails;
import io.github.postern.issue.Successors;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.policy.Policy;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.store.EventPage;
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
 * The calls by which administrators manage the keys of others: {@code /admin}. A key out of their
 * sight does not exist for them; whether they may do something with one that does is asked of
 * {@link Permissions}.
 */
final class AdminKeysResource {

  private final KeyService keyService;
  private final KeyAdministration administration;
  private final Permissions permissions;
  private final AdminOwnersResource owners;
  private final Policy policy;
  private final StepUp stepUp;
  private final Clock clock;

  /**
   * Creates it.
   *
   * @param owners the people for whom keys are made
   */
  AdminKeysResource(
      KeyService keyService,
      KeyAdministration administration,
      Permissions permissions,
      AdminOwnersResource owners,
      Policy policy,
      StepUp stepUp,
      Clock clock) {
    this.keyService = keyService;
    this.administration = administration;
    this.permissions = permissions;
    this.owners = owners;
    this.policy = policy;
    this.stepUp = stepUp;
    this.clock = clock;
  }

  ApiResponse create(ApiCall call, String ownerName) throws IOException, BadRequestException {
    OwnerDetails ownerDetails = owners.find(call, ownerName);
    KeyRequestParser.KeyForOwner wanted = KeyRequestParser.newKeyForOther(call.request());
    LoginSource source = owners.source(wanted, ownerDetails);
    Optional<Problem> refusal = owners.checkCreation(call, ownerDetails, source);
    if (refusal.isEmpty()) {
      owners.requireFitting(wanted, ownerDetails);
    }
    Optional<ApiResponse> answer = refusal.map(ApiResponse::problem).or(() -> stepUp.check(call));
    if (answer.isPresent()) {
      return answer.get();
    }
    KeyRequest request = wanted.key();
    if (request.chosenSecret().isPresent() && !policy.lifecycle().chosenKeys()) {
      return ApiResponse.problem(Problems.forbidden(
          "A value of one's own as a key is set only where postern.chosen-keys is" + " on."));
    }
    return hiding(OwnKeysResource.reply(
        call,
        keyService.issue(AdminOwnersResource.asLogin(ownerDetails, source), request, actor(call)),
        moment().with(Optional.of(ownerDetails.roles()))));
  }

  /** Revokes everything that an owner has, as far as the administrator reaches. */
  ApiResponse deleteAll(ApiCall call, String ownerName) throws BadRequestException {
    Owner owner = owners.find(call, ownerName).owner();
    Caller caller = call.administrator();
    List<AuthorizationDecision> decisions = keyService.keys(owner).stream()
        .map(key -> permissions.may(caller, Action.DELETE_ALL, key))
        .toList();
    AuthorizationDecision decision = decisions.stream()
        .filter(AuthorizationDecision::allowed)
        .findFirst()
        .or(() -> decisions.stream().filter(refused -> !refused.unseen()).findFirst())
        .orElseGet(() -> withoutKeys(caller, owner))
        .and(() -> permissions.may(caller, Action.DELETE_ALL));
    return decision
        .problem(Problems.noSuchOwner())
        .map(ApiResponse::problem)
        .orElseGet(() -> OwnKeysResource.revoked(keyService.revokeAll(
            owner, key -> permissions.may(caller, Action.DELETE_ALL, key).allowed(), actor(call))));
  }

  /**
   * An owner without keys has nothing that could be deleted; who manages everybody is told so,
   * whoever that owner is.
   */
  private AuthorizationDecision withoutKeys(Caller caller, Owner owner) {
    Optional<OwnerStatus> status = owners.status(owner);
    boolean everybody = permissions.reach(caller.login()) == AdminReach.EVERYBODY;
    if (status.filter(known -> known.presence() == Presence.GONE).isPresent() && !everybody) {
      return permissions.may(caller, Action.SHOW).and(() -> AuthorizationDecision.UNSEEN);
    }
    return permissions.may(
        caller,
        Action.DELETE_ALL,
        new AccessTarget(
            owner,
            status.flatMap(OwnerStatus::id),
            status.flatMap(OwnerStatus::organisation),
            LoginSource.LOCAL,
            Optional.empty()));
  }

  /** Lets a key work that somebody else asked for. */
  ApiResponse approve(ApiCall call, KeyId id) {
    return with(
        call,
        id,
        Action.APPROVE,
        key -> stepUp
            .check(call)
            .orElseGet(() -> OwnKeysResource.reply(
                call, keyService.approve(key.owner(), id, actor(call)), moment())));
  }

  ApiResponse show(ApiCall call, KeyId id) {
    return with(
        call,
        id,
        Action.SHOW,
        key -> ApiResponse.ok(KeyJson.key(key, moment().with(owners.rolesIfKnown(key)))));
  }

  /**
   * Returns the events of a key, also of a revoked one: that is when one asks. Of one whose row is
   * removed nobody can tell the organisation, so those who see everybody's keys are told.
   */
  ApiResponse events(ApiCall call, KeyId id) throws BadRequestException {
    EventQuery query = EventQueryParser.query(id, call);
    Optional<StoredKey> key = administration.findEvenRevoked(id);
    if (key.isEmpty() && permissions.seesEverybody(call.administrator(), Action.EVENTS)) {
      EventPage page = administration.events(query);
      if (!page.events().isEmpty()) {
        return ApiResponse.ok(KeyJson.events(page));
      }
    }
    return decide(call, Set.of(Action.EVENTS), key)
        .problem(Problems.notAdministered())
        .map(ApiResponse::problem)
        .orElseGet(() -> ApiResponse.ok(KeyJson.events(administration.events(query))));
  }

  ApiResponse edit(ApiCall call, KeyId id) throws IOException, BadRequestException {
    KeyEdit edit = KeyRequestParser.editOfOther(call.request());
    return with(
        call,
        id,
        Action.of(edit),
        key -> OwnKeysResource.reply(
            call, keyService.edit(owners.ownerOf(key), id, edit, actor(call)), moment()));
  }

  ApiResponse rotate(ApiCall call, KeyId id) throws IOException, BadRequestException {
    Duration overlap = KeyRequestParser.overlap(call.request());
    return with(
        call,
        id,
        Action.ROTATE,
        key -> stepUp
            .check(call)
            .orElseGet(() -> hiding(OwnKeysResource.reply(
                call,
                keyService.rotate(owners.ownerOf(key), id, overlap, actor(call)),
                moment()))));
  }

  ApiResponse reveal(ApiCall call, KeyId id) {
    return with(
        call,
        id,
        Action.REVEAL,
        key -> stepUp
            .check(call)
            .orElseGet(() -> OwnKeysResource.reply(
                call, keyService.reveal(key.owner(), id, actor(call)), moment())));
  }

  ApiResponse delete(ApiCall call, KeyId id) throws BadRequestException {
    Successors successors = KeyRequestParser.successors(call);
    return with(
        call,
        id,
        Action.DELETE,
        key ->
            OwnKeysResource.deleted(keyService.revoke(key.owner(), id, successors, actor(call))));
  }

  private ApiResponse with(
      ApiCall call, KeyId id, Action action, Function<StoredKey, ApiResponse> work) {
    return with(call, id, Set.of(action), work);
  }

  /** Does something with a key if the caller may do all that it is. */
  private ApiResponse with(
      ApiCall call, KeyId id, Set<Action> actions, Function<StoredKey, ApiResponse> work) {
    Optional<StoredKey> key = administration.find(id);
    AuthorizationDecision decision = decide(call, actions, key);
    if (decision.unseen()) {
      administration.auditForeign(id, call.login(), actor(call));
      return ApiResponse.problem(absence(call, id, actions));
    }
    return decision
        .problem()
        .or(() -> locked(actions, key.orElseThrow()))
        .map(ApiResponse::problem)
        .orElseGet(() -> work.apply(key.orElseThrow()));
  }

  /** For who sees nobody's keys, no key is there or not there: they are told that they may not. */
  private AuthorizationDecision decide(ApiCall call, Set<Action> actions, Optional<StoredKey> key) {
    Caller caller = call.administrator();
    return key.map(found -> permissions.may(caller, actions, found))
        .orElseGet(
            () -> permissions.may(caller, Action.SHOW).and(() -> AuthorizationDecision.UNSEEN));
  }

  /**
   * Returns the problem where there is no such key: for a secret that is to be revealed, that its
   * owner has no key any more.
   */
  private Problem absence(ApiCall call, KeyId id, Set<Action> actions) {
    boolean had = actions.contains(Action.REVEAL)
        && administration
            .lastKeyOfOwnerWithoutKeys(id)
            .filter(last -> permissions.may(call.administrator(), actions, last).allowed())
            .isPresent();
    return had ? Problems.noKey() : Problems.notAdministered();
  }

  /** Nobody is handed a secret of an owner who is locked or gone. */
  private Optional<Problem> locked(Set<Action> actions, StoredKey key) {
    boolean handsOut = actions.contains(Action.ROTATE) || actions.contains(Action.REVEAL);
    return handsOut && owners.isLocked(key)
        ? Optional.of(new Problem(
            409,
            "conflict",
            "The owner is locked",
            "The account of this key's owner is disabled or gone, so its secret"
                + " is shown to nobody. The key can be deleted."))
        : Optional.empty();
  }

  private Actor actor(ApiCall call) {
    return call.actor(permissions.reach(call.login()));
  }

  private EvaluationContext moment() {
    return EvaluationContext.of(policy, clock.instant());
  }

  private ApiResponse hiding(ApiResponse reply) {
    return permissions.showsSecretToAdministrators() ? reply : reply.withoutSecret();
  }
}
