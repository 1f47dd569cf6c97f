package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.Actor;
import io.github.postern.issue.AdminReach;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.OwnerLookup.OwnerDetails;
import io.github.postern.issue.Successors;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.KeyRequest;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.store.EventQuery;
import io.github.postern.store.Page;
import io.github.postern.store.StoredKey;
import java.io.IOException;
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
  private final ManagementRules rules;
  private final Permissions permissions;
  private final StepUp stepUp;
  private final AdminOwnersResource owners;

  /**
   * Creates it.
   *
   * @param owners the people for whom keys are made
   */
  AdminKeysResource(
      KeyServices services,
      ManagementRules rules,
      Permissions permissions,
      StepUp stepUp,
      AdminOwnersResource owners) {
    this.keyService = services.keys();
    this.administration = services.administration();
    this.rules = rules;
    this.permissions = permissions;
    this.stepUp = stepUp;
    this.owners = owners;
  }

  ApiResponse create(ApiCall call) throws IOException, BadRequestException {
    OwnerDetails ownerDetails = owners.find(call, call.ownerName());
    KeyRequestParser.KeyForOwner wanted = KeyRequestParser.newKeyForOther(call.request());
    LoginSource source = owners.source(wanted, ownerDetails);
    Optional<ApiResponse> refusal = owners.checkCreation(call, ownerDetails, source);
    if (refusal.isEmpty()) {
      owners.requireFitting(wanted, ownerDetails);
    }
    Optional<ApiResponse> answer = refusal.or(() -> stepUp.check(call));
    if (answer.isPresent()) {
      return answer.get();
    }
    KeyRequest request = wanted.key();
    if (request.chosenSecret().isPresent() && !rules.policy().lifecycle().chosenKeys()) {
      return ApiResponse.problem(Problems.forbidden(
          "A value of one's own as a key is set only where postern.chosen-keys is" + " on."));
    }
    return hiding(OwnKeysResource.reply(
        call,
        keyService.issue(AdminOwnersResource.asLogin(ownerDetails, source), request, actor(call)),
        moment().with(Optional.of(ownerDetails.roles()))));
  }

  /** Revokes everything that an owner has, as far as the administrator reaches. */
  ApiResponse deleteAll(ApiCall call) throws BadRequestException {
    Owner owner = owners.find(call, call.ownerName()).owner();
    Caller caller = call.caller();
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
        .refusal(Problems.noSuchOwner())
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
  ApiResponse approve(ApiCall call) {
    return with(
        call,
        Action.APPROVE,
        key -> stepUp
            .check(call)
            .orElseGet(() -> OwnKeysResource.reply(
                call, keyService.approve(key.owner(), key.id(), actor(call)), moment())));
  }

  ApiResponse show(ApiCall call) {
    return with(
        call,
        Action.SHOW,
        key -> ApiResponse.ok(KeyJson.key(key, moment().with(owners.rolesIfKnown(key)))));
  }

  /**
   * Returns the events of a key, also of a revoked one: that is when one asks. Of one whose row is
   * removed nobody can tell the organisation, so those who see everybody's keys are told.
   */
  ApiResponse events(ApiCall call) throws BadRequestException {
    EventQuery query = EventQueryParser.query(call.id(), call);
    Optional<StoredKey> key = administration.findEvenRevoked(call.id());
    if (key.isEmpty() && permissions.seesEverybody(call.caller(), Action.EVENTS)) {
      Page<KeyEvent, EventQuery.Position> page = administration.events(query);
      if (!page.items().isEmpty()) {
        return ApiResponse.ok(KeyJson.events(page));
      }
    }
    return decide(call, Set.of(Action.EVENTS), key)
        .refusal(Problems.notAdministered())
        .orElseGet(() -> ApiResponse.ok(KeyJson.events(administration.events(query))));
  }

  ApiResponse edit(ApiCall call) throws IOException, BadRequestException {
    KeyEdit edit = KeyRequestParser.editOfOther(call.request());
    return with(
        call,
        Action.of(edit),
        key -> OwnKeysResource.reply(
            call, keyService.edit(owners.ownerOf(key), key.id(), edit, actor(call)), moment()));
  }

  ApiResponse rotate(ApiCall call) throws IOException, BadRequestException {
    Duration overlap = KeyRequestParser.overlap(call.request());
    return with(
        call,
        Action.ROTATE,
        key -> stepUp
            .check(call)
            .orElseGet(() -> hiding(OwnKeysResource.reply(
                call,
                keyService.rotate(owners.ownerOf(key), key.id(), overlap, actor(call)),
                moment()))));
  }

  ApiResponse reveal(ApiCall call) {
    return with(
        call,
        Action.REVEAL,
        key -> stepUp
            .check(call)
            .orElseGet(() -> OwnKeysResource.reply(
                call, keyService.reveal(key.owner(), key.id(), actor(call)), moment())));
  }

  ApiResponse delete(ApiCall call) throws BadRequestException {
    Successors successors = KeyRequestParser.successors(call);
    return with(
        call,
        Action.DELETE,
        key -> OwnKeysResource.deleted(
            keyService.revoke(key.owner(), key.id(), successors, actor(call))));
  }

  private ApiResponse with(ApiCall call, Action action, Function<StoredKey, ApiResponse> work) {
    return with(call, Set.of(action), work);
  }

  /** Does something with a key if the caller may do all that it is. */
  private ApiResponse with(
      ApiCall call, Set<Action> actions, Function<StoredKey, ApiResponse> work) {
    Optional<StoredKey> key = administration.find(call.id());
    AuthorizationDecision decision = decide(call, actions, key);
    if (decision.unseen()) {
      administration.auditForeign(call.id(), call.login(), actor(call));
      return ApiResponse.problem(absence(call, actions));
    }
    return decision
        .refusal()
        .or(() -> locked(actions, key.orElseThrow()))
        .orElseGet(() -> work.apply(key.orElseThrow()));
  }

  /** For who sees nobody's keys, no key is there or not there: they are told that they may not. */
  private AuthorizationDecision decide(ApiCall call, Set<Action> actions, Optional<StoredKey> key) {
    Caller caller = call.caller();
    return key.map(found -> permissions.may(caller, actions, found))
        .orElseGet(
            () -> permissions.may(caller, Action.SHOW).and(() -> AuthorizationDecision.UNSEEN));
  }

  /**
   * Returns the problem where there is no such key: for a secret that is to be revealed, that its
   * owner has no key any more.
   */
  private Problem absence(ApiCall call, Set<Action> actions) {
    boolean had = actions.contains(Action.REVEAL)
        && administration
            .lastKeyOfOwnerWithoutKeys(call.id())
            .filter(last -> permissions.may(call.caller(), actions, last).allowed())
            .isPresent();
    return had ? Problems.noKey() : Problems.notAdministered();
  }

  /** Nobody is handed a secret of an owner who is locked or gone. */
  private Optional<ApiResponse> locked(Set<Action> actions, StoredKey key) {
    boolean handsOut = actions.contains(Action.ROTATE) || actions.contains(Action.REVEAL);
    return handsOut && owners.isLocked(key)
        ? Optional.of(ApiResponse.problem(new Problem(
            409,
            "conflict",
            "The owner is locked",
            "The account of this key's owner is disabled or gone, so its secret"
                + " is shown to nobody. The key can be deleted.")))
        : Optional.empty();
  }

  private Actor actor(ApiCall call) {
    return call.actor(permissions.reach(call.login()));
  }

  private EvaluationContext moment() {
    return rules.now();
  }

  private ApiResponse hiding(ApiResponse reply) {
    return permissions.showsSecretToAdministrators() ? reply : reply.withoutSecret();
  }
}
