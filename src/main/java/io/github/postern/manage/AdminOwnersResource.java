package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.OwnerLookup;
import io.github.postern.issue.OwnerLookup.OwnerDetails;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.policy.Policy;
import io.github.postern.spi.Login;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.store.StoredKey;
import io.github.postern.text.UnsafeCharacters;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The people for whom administrators make keys: who they are, and which roles a key of theirs has.
 */
final class AdminOwnersResource {

  private final OwnerLookup ownerLookup;
  private final KeyService keyService;
  private final Policy policy;
  private final Permissions permissions;

  AdminOwnersResource(KeyServices services, ManagementRules rules, Permissions permissions) {
    this.ownerLookup = services.owners();
    this.keyService = services.keys();
    this.policy = rules.policy();
    this.permissions = permissions;
  }

  /**
   * Tells an administrator, before they make a key for somebody, who that is and what the key will
   * be able to do.
   */
  ApiResponse show(ApiCall call) throws BadRequestException {
    Optional<ApiResponse> refusal = permissions.may(call.caller(), Action.SHOW).refusal();
    if (refusal.isPresent()) {
      return refusal.get();
    }
    OwnerDetails ownerDetails = find(call, call.ownerName());
    LoginSource source = ownerDetails.source().orElse(LoginSource.LOCAL);
    Optional<ApiResponse> unseen = permissions
        .may(call.caller(), Action.SHOW, subject(ownerDetails, source))
        .refusal(Problems.noSuchOwner());
    if (unseen.isPresent()) {
      return unseen.get();
    }
    Optional<String> mayNot = checkCreation(call, ownerDetails, source)
        .map(ApiResponse::detail)
        .or(() ->
            keyService.allowance(asLogin(ownerDetails, source)).refusal().map(why -> why.detail()));
    return ApiResponse.ok(json(ownerDetails, mayNot));
  }

  private JsonObject json(OwnerDetails ownerDetails, Optional<String> mayNot) {
    Optional<LoginProfile> profile = ownerDetails.profile();
    return Json.createObjectBuilder()
        .add("owner", ownerDetails.owner().name())
        .add("known", ownerDetails.known())
        .add("active", ownerDetails.known() && ownerDetails.active())
        .add("displayName", KeyJson.text(profile.flatMap(LoginProfile::displayName)))
        .add("mail", KeyJson.text(profile.flatMap(LoginProfile::mail)))
        .add("organisation", KeyJson.text(ownerDetails.organisation()))
        .add("loginSource", KeyJson.text(ownerDetails.source().map(LoginSource::text)))
        .add("lastLoginAt", KeyJson.text(ownerDetails.login().map(LastLogin::at)))
        .add("roles", KeyJson.texts(ownerDetails.roles()))
        .add("keys", keyService.keys(ownerDetails.owner()).size())
        .add("keysPerOwner", policy.keysPerOwner())
        .add("mayCreate", mayNot.isEmpty())
        .add("reason", KeyJson.text(mayNot))
        .build();
  }

  /** Returns who somebody is that a call names. */
  OwnerDetails find(ApiCall call, String name) throws BadRequestException {
    try {
      return ownerLookup.find(new Owner(call.login().owner().realm(), name));
    } catch (IllegalArgumentException e) {
      throw new BadRequestException(e.getMessage() + ".");
    }
  }

  /**
   * Returns why an administrator makes no key for somebody: out of reach, not there, or nobody who
   * can own one.
   */
  Optional<ApiResponse> checkCreation(ApiCall call, OwnerDetails ownerDetails, LoginSource source) {
    boolean group = ownerDetails.status().filter(OwnerStatus::group).isPresent();
    // A user whom the directory does not know belongs to no organisation, and nobody looks at
    // an owner who does not exist.
    boolean gone = !group
        && ownerDetails
            .status()
            .filter(status -> status.presence() == Presence.GONE)
            .isPresent();
    Caller caller = call.caller();
    Optional<ApiResponse> refusal = (gone
            ? permissions.may(caller, Action.SHOW).and(() -> AuthorizationDecision.UNSEEN)
            : permissions.may(caller, Action.CREATE, subject(ownerDetails, source)))
        .refusal(Problems.noSuchOwner());
    if (refusal.isEmpty() && group) {
      return Optional.of(ApiResponse.problem(new Problem(
          400,
          "invalid-request",
          "Groups own no keys",
          "A key belongs to one person or service account; this is a group.")));
    }
    boolean stranger = ownerDetails.status().isEmpty()
        && !ownerDetails.known()
        && !policy.preconditions().owners().unknownOwners();
    return refusal.or(() -> unfit(ownerDetails, stranger).map(ApiResponse::problem));
  }

  private static Optional<Problem> unfit(OwnerDetails ownerDetails, boolean stranger) {
    String name = ownerDetails.owner().name();
    if (stranger) {
      return Optional.of(Problems.unknownOwner(name));
    }
    if (isUnsafe(name)) {
      return Optional.of(Problems.oddOwner());
    }
    return ownerDetails.active() ? Optional.empty() : Optional.of(Problems.noSuchOwner());
  }

  /** As of a login: no user has a name that looks like another user's. */
  private static boolean isUnsafe(String name) {
    return UnsafeCharacters.first(name, false).isPresent()
        || !UnsafeCharacters.isVisible(name)
        || UnsafeCharacters.isPadded(name);
  }

  private static AccessTarget subject(OwnerDetails ownerDetails, LoginSource source) {
    return new AccessTarget(
        ownerDetails.owner(),
        ownerDetails.id(),
        ownerDetails.organisation(),
        source,
        Optional.empty());
  }

  /** Returns what the directory says of an owner; empty if there is none. */
  Optional<OwnerStatus> status(Owner owner) {
    return ownerLookup.status(owner);
  }

  /**
   * Returns how the owner signs in. The directory knows best. The register knows the last time
   * only, so the stricter rules, those of SAML, can be chosen for anybody.
   */
  LoginSource source(KeyRequestParser.KeyForOwner wanted, OwnerDetails ownerDetails) {
    return ownerDetails
        .status()
        .flatMap(OwnerStatus::source)
        .or(wanted::source)
        .or(ownerDetails::source)
        .orElse(LoginSource.LOCAL);
  }

  /**
   * Refuses what an administrator says of how the owner signs in, where that is known otherwise:
   * the rules of passwords are not for a user whom the register saw sign in through SAML.
   */
  void requireFitting(KeyRequestParser.KeyForOwner wanted, OwnerDetails ownerDetails)
      throws BadRequestException {
    Optional<LoginSource> said = ownerDetails.status().flatMap(OwnerStatus::source);
    if (wanted.source().isPresent() && said.isPresent() && !wanted.source().equals(said)) {
      throw new BadRequestException("The directory says that this owner signs in by "
          + said.get().text()
          + "; leave loginSource out.");
    }
    boolean sawSaml = said.isEmpty() && ownerDetails.source().equals(Optional.of(LoginSource.SAML));
    if (sawSaml && wanted.source().equals(Optional.of(LoginSource.LOCAL))) {
      throw new BadRequestException(
          "This owner signed in by saml the last time; leave loginSource out.");
    }
  }

  /** Returns the owner as if logged in, for an administrator who acts for them. */
  static Login asLogin(OwnerDetails ownerDetails, LoginSource source) {
    return Login.absent(
        ownerDetails.owner(),
        source,
        ownerDetails.roles(),
        ownerDetails.organisation(),
        ownerDetails.id());
  }

  /** Returns the owner of a key likewise, with the roles that the key has now. */
  Login ownerOf(StoredKey key) {
    return Login.absent(
        key.owner(), key.loginSource(), currentRoles(key), key.organisation(), key.ownerId());
  }

  /**
   * Returns the roles that a key has now; a directory is asked, and one that is unreachable is a
   * reason to stop.
   */
  Set<String> currentRoles(StoredKey key) {
    return ownerLookup
        .status(key.owner())
        .map(OwnerStatus::roles)
        .orElseGet(() -> policy.preconditions().owners().roles(key.roles(), key.ownerLogin()));
  }

  /**
   * Returns the roles that a key has now, to look at; empty if the directory is away, which is no
   * reason to see nothing.
   */
  Optional<Set<String>> rolesIfKnown(StoredKey key) {
    try {
      return Optional.of(currentRoles(key));
    } catch (KeysUnavailableException e) {
      return Optional.empty();
    }
  }

  /** Returns whether the owner of a key is locked or gone, as far as anybody says so. */
  boolean isLocked(StoredKey key) {
    return ownerLookup.status(key.owner()).filter(status -> !status.active()).isPresent();
  }
}
