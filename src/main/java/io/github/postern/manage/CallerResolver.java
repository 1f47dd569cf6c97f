package io.github.postern.manage;

import io.github.postern.http.RequestAttributes;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.ManagingKeyLimits;
import io.github.postern.issue.OwnerLookup;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds out who calls: the user who is logged in, or the owner of the key that the request carries.
 * Safe for use by many threads.
 */
final class CallerResolver {

  private static final System.Logger LOG = System.getLogger("io.github.postern.manage");

  private final LoginResolver logins;
  private final KeyAdministration administration;
  private final OwnerLookup owners;
  private final CurrentOwnerAttributes ownersNow;
  private final ManagementRules rules;

  CallerResolver(
      LoginResolver logins,
      KeyServices services,
      CurrentOwnerAttributes ownersNow,
      ManagementRules rules) {
    this.logins = logins;
    this.administration = services.administration();
    this.owners = services.owners();
    this.ownersNow = ownersNow;
    this.rules = rules;
  }

  /**
   * A caller that is known.
   *
   * @param login the login, or that of the key's owner as if they were logged in
   * @param registered the owner of that login, as the register spells the name
   * @param status what the directory says of that owner; empty if there is no directory
   * @param key the key of the request; empty for a login
   */
  record Known(
      Login login, Owner registered, Optional<OwnerStatus> status, Optional<StoredKey> key) {

    /**
     * A user whom the directory does not know may be an administrator from elsewhere, who owns no
     * keys. The owner of a key has to be there now, and the one for whom it was made.
     */
    boolean isBarred() {
      if (status.isEmpty() || key.isEmpty()) {
        return status
            .filter(each -> each.presence() == OwnerStatus.Presence.DISABLED)
            .isPresent();
      }
      Optional<String> now = status.get().id();
      Optional<String> then = key.get().ownerId();
      return !status.get().active() || now.isPresent() && then.isPresent() && !now.equals(then);
    }
  }

  /** Returns the key that a request carries, if it works in that request. */
  static Optional<KeyId> presentedKey(HttpServletRequest request) {
    return request.getAttribute(RequestAttributes.KEY_ID) instanceof String id
        ? KeyId.parse(id)
        : Optional.empty();
  }

  /**
   * Returns who calls; empty if nobody is logged in, or the key of the request is not to be used
   * now.
   *
   * @throws BadRequestException if somebody is logged in, and it is not clear who
   */
  Optional<Known> resolve(HttpServletRequest request) throws BadRequestException {
    Optional<KeyId> presented = presentedKey(request);
    Optional<StoredKey> key = presented.flatMap(this::usableKey);
    Optional<Login> login =
        presented.isPresent() ? key.map(found -> ownerOf(found, request)) : loginOf(request);
    return login.map(found -> known(found, key));
  }

  /**
   * Returns the same caller with all that is known of them now; empty if that is no longer the
   * caller of the request: a session or a key may end while a call is received.
   */
  Optional<Known> resolveAgain(HttpServletRequest request, Known before) {
    Optional<StoredKey> key = before.key().flatMap(found -> usableKey(found.id()));
    return (before.key().isPresent()
            ? key.map(found -> ownerOf(found, request))
            : loginNow(request))
        .filter(now -> now.owner().equals(before.login().owner())
            && now.source() == before.login().source())
        .map(now -> known(now, key));
  }

  private Known known(Login login, Optional<StoredKey> key) {
    Optional<OwnerStatus> status = owners.status(login.owner());
    return new Known(login, owners.registered(login.owner(), status), status, key);
  }

  /** Returns the call of a known caller. */
  ApiCall call(Known caller, HttpServletRequest request, PathMatch path) {
    return new ApiCall(
        request,
        path,
        caller.login().withOwner(caller.registered()),
        caller.status(),
        caller.key().map(key -> new ManagingKeyLimits(key, caller.login().roles())));
  }

  /**
   * Returns the call of the holder of the request's key.
   *
   * @throws BadRequestException if that key was revoked meanwhile
   */
  ApiCall callOfHolder(HttpServletRequest request, PathMatch path) throws BadRequestException {
    Set<String> roles = roles(request);
    return presentedKey(request)
        .flatMap(administration::find)
        .map(key -> new ApiCall(
            request,
            path,
            Login.absent(key.owner(), key.loginSource(), roles, key.organisation(), key.ownerId()),
            Optional.empty(),
            Optional.of(new ManagingKeyLimits(key, roles))))
        .orElseThrow(() -> new BadRequestException(Problems.notFound()));
  }

  /**
   * The filter may have judged a cached copy of a key. A key that is made with it lives on, so the
   * row of the managing key has to admit the call as it is now: it is authentic, and no other node
   * disabled it.
   */
  private Optional<StoredKey> usableKey(KeyId id) {
    EvaluationContext now = rules.now();
    return administration.find(id).filter(key -> key.usable(now.now(), now.suspension()));
  }

  private Optional<Login> loginOf(HttpServletRequest request) throws BadRequestException {
    try {
      return logins.resolve(request);
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, "A user is logged in, but the login could not be determined", e);
      throw new BadRequestException(Problems.loginUnclear(e.getMessage()));
    }
  }

  private Optional<Login> loginNow(HttpServletRequest request) {
    try {
      return logins.resolve(request);
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional
          .empty(); // the session was ended (HttpSession.getAttribute), or is unclear now
    }
  }

  /** Returns the owner of a key as if logged in, in the organisation of now. */
  private Login ownerOf(StoredKey key, HttpServletRequest request) {
    return new Login(
        key.owner(),
        key.loginSource(),
        Optional.empty(),
        Optional.empty(),
        rolesNow(key, request),
        organisationNow(key));
  }

  /**
   * Of whom neither a directory nor a login says it, nobody's: the key itself knows that of its
   * creation only.
   */
  private Optional<String> organisationNow(StoredKey key) {
    boolean known =
        owners.hasDirectory() || key.ownerLogin().flatMap(LastLogin::profile).isPresent();
    return known ? ownersNow.organisation(AccessTarget.of(key)) : Optional.empty();
  }

  /** The roles that the request has and no more, as far as the owner has them still. */
  private Set<String> rolesNow(StoredKey key, HttpServletRequest request) {
    Set<String> now = ownersNow.roles(AccessTarget.of(key));
    return roles(request).stream().filter(now::contains).collect(Collectors.toSet());
  }

  private static Set<String> roles(HttpServletRequest request) {
    return request.getAttribute(RequestAttributes.ROLES) instanceof Set<?> roles
        ? roles.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .collect(Collectors.toSet())
        : Set.of();
  }
}
