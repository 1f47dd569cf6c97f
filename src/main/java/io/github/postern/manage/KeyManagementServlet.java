package io.github.postern.manage;

import io.github.postern.http.Challenges;
import io.github.postern.http.ErrorStyle;
import io.github.postern.http.Problem;
import io.github.postern.http.RequestAttributes;
import io.github.postern.http.UnreadBody;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.LoginRecorder;
import io.github.postern.issue.ManagingKeyLimits;
import io.github.postern.issue.OwnerLookup;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import io.github.postern.key.Suspension;
import io.github.postern.policy.Policy;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.store.StoredKey;
import io.github.postern.store.UnstorableTextException;
import io.github.postern.text.LogText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The management API, as {@code openapi.yaml} describes it: who is there, may the call go on, who
 * answers it. A request that carries a key gets nothing here but what {@code /self} tells about
 * that key, unless the policy lets keys manage keys.
 */
public final class KeyManagementServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger("io.github.postern.manage");

  private final transient LoginResolver logins;
  private final transient RequestGuard guard;
  private final transient Routes routes;
  private final transient SelfResource self;
  private final transient Permissions permissions;
  private final transient KeyAdministration administration;
  private final transient LoginRecorder loginRecorder;
  private final transient OwnerLookup ownerLookup;
  private final transient CurrentOwnerAttributes ownersNow;
  private final boolean keysManageKeys;
  private final transient Suspension suspension;
  private final transient Clock clock;
  private final transient Challenges challenges;
  private final transient UnreadBody body = new UnreadBody(System::nanoTime);
  private final ErrorStyle style;

  /**
   * Creates the servlet.
   *
   * @param keyService does what is asked for
   * @param administration has the keys of everybody
   * @param self answers who holds a key
   * @param policy the rules, to show them
   * @param logins the login resolver
   * @param loginRecorder takes note of who is
   * @param ownerLookup knows the owners
   * @param options how the API behaves
   * @param random for CSRF tokens
   * @param clock the time
   */
  public KeyManagementServlet(
      KeyService keyService,
      KeyAdministration administration,
      SelfResource self,
      Policy policy,
      LoginResolver logins,
      LoginRecorder loginRecorder,
      OwnerLookup ownerLookup,
      ManagementOptions options,
      SecureRandom random,
      Clock clock) {
    this.logins = logins;
    this.guard = new RequestGuard(random, options.allowedOrigins());
    this.ownersNow =
        new CurrentOwnerAttributes(ownerLookup, policy.preconditions().owners());
    this.permissions = new Permissions(policy.rights(), options.administrators(), ownersNow);
    StepUp stepUp = new StepUp(policy.preconditions().stepUp(), options.stepUp(), random, clock);
    AdminOwnersResource owners =
        new AdminOwnersResource(ownerLookup, keyService, policy, permissions);
    this.routes = new Routes(
        new OwnKeysResource(keyService, administration, policy, permissions, stepUp, clock),
        new AdminKeysResource(
            keyService, administration, permissions, owners, policy, stepUp, clock),
        new AdminListsResource(administration, permissions, policy, clock),
        owners);
    this.self = self;
    this.administration = administration;
    this.loginRecorder = loginRecorder;
    this.ownerLookup = ownerLookup;
    this.keysManageKeys = policy.lifecycle().keysManageKeys();
    this.suspension = policy.preconditions().suspension();
    this.clock = clock;
    this.challenges = options.challenges();
    this.style = options.errorStyle();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      answer(request, response);
    } catch (UnstorableTextException e) {
      LOG.log(
          Level.WARNING,
          "The database of keys cannot hold a text; look at its encoding: {0}",
          LogText.line(e.getMessage()));
      Problems.unstorable(e.field()).write(response, style);
    } catch (KeysUnavailableException e) {
      LOG.log(Level.WARNING, "Keys cannot be managed: {0}", LogText.line(e.getMessage()));
      response.setHeader("Retry-After", "5");
      Problems.unavailable().write(response, style);
    } catch (BadRequestException e) {
      e.problem().write(response, style);
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "A call of the key API failed. That is a bug in Postern or in a part that the"
              + " application gave it (IssuanceRule, OwnerDirectory); the stack trace"
              + " says where",
          e);
      Problems.internal().write(response, style);
    } finally {
      body.drain(request, response);
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, BadRequestException {
    List<String> path = path(request);
    Optional<KeyId> presented = presentedKey(request);
    // A key is no cookie: no other site can make a browser send one, but for what it remembers
    // as a password.
    Optional<Problem> foreign =
        request.getAttribute(RequestAttributes.SENT_AUTOMATICALLY) == Boolean.TRUE
            ? guard.checkAutomaticCredentials(request)
            : Optional.empty();
    if (foreign.isPresent()) {
      foreign.get().write(response, style);
      return;
    }
    if (!path.isEmpty() && path.get(0).equals("self")) {
      self.answer(request, response, path, presented, roles(request));
      return;
    }
    if (presented.isPresent() && !keysManageKeys) {
      new Problem(
              403,
              "key-not-accepted-here",
              "Keys cannot manage keys",
              "Sign in to the application to manage keys; this request carries an API" + " key.")
          .write(response, style);
      return;
    }
    Optional<StoredKey> key = presented.flatMap(administration::find).filter(this::opensNow);
    Optional<Login> login =
        presented.isPresent() ? key.map(found -> ownerOf(found, request)) : loginOf(request);
    if (login.isEmpty()) {
      challenges.challengeForLogin(response);
      Problems.notLoggedIn().write(response, style);
      return;
    }
    Owner named = login.get().owner();
    OwnerStatus status = ownerLookup.status(named).orElse(null);
    Owner registered = ownerLookup.registered(named, Optional.ofNullable(status));
    Optional<Problem> problem = (presented.isPresent()
            ? Optional.<Problem>empty()
            : guard.check(request))
        .or(() -> isBarred(status, key) ? Optional.of(Problems.ownerDisabled()) : Optional.empty())
        .or(() -> permissions.mayManage(login.get()).problem());
    if (problem.isPresent()) {
      problem.get().write(response, style);
      return;
    }
    Supplier<Optional<Login>> again = () -> (presented.isPresent()
            ? presented
                .flatMap(administration::find)
                .filter(this::opensNow)
                .map(found -> ownerOf(found, request))
            : logins.resolve(request))
        .map(now -> now.owner().equals(named) ? now.withOwner(registered) : now);
    if (presented.isEmpty()) {
      loginRecorder.record(login.get(), request.getRemoteAddr());
      response.setHeader(RequestGuard.TOKEN_HEADER, guard.token(request));
    }
    Optional<ApiCall> call = new ApiCall(
            request,
            path,
            login.get().withOwner(registered),
            Optional.ofNullable(status),
            key.map(found -> limits(found, request)),
            again)
        .received();
    if (call.isPresent()) {
      routes.answer(call.get()).write(response, style);
    } else {
      Problems.notLoggedIn().write(response, style);
    }
  }

  /**
   * The filter may have judged what this node remembers of a key. What a key makes lives on, so its
   * row has to let it in as it is now: not written by somebody else, and not disabled by another
   * node.
   */
  private boolean opensNow(StoredKey key) {
    return key.usable(clock.instant(), suspension);
  }

  /**
   * A user whom the directory does not know may be an administrator from elsewhere, who owns no
   * keys. The owner of a key has to be there now, and the one for whom it was made.
   */
  private static boolean isBarred(OwnerStatus status, Optional<StoredKey> key) {
    if (status == null || key.isEmpty()) {
      return status != null && status.presence() == OwnerStatus.Presence.DISABLED;
    }
    Optional<String> id = key.get().ownerId();
    return !status.active()
        || status.id().isPresent() && id.isPresent() && !status.id().equals(id);
  }

  private Optional<Login> loginOf(HttpServletRequest request) throws BadRequestException {
    try {
      return logins.resolve(request);
    } catch (IllegalStateException | IllegalArgumentException e) {
      LOG.log(Level.ERROR, "Somebody is logged in, but the login could not be determined", e);
      throw new BadRequestException(Problems.loginUnclear(e.getMessage()));
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
    boolean known = ownerLookup.hasDirectory()
        || key.ownerLogin().flatMap(LastLogin::profile).isPresent();
    return known ? ownersNow.organisation(AccessTarget.of(key)) : Optional.empty();
  }

  private ManagingKeyLimits limits(StoredKey key, HttpServletRequest request) {
    return new ManagingKeyLimits(key, rolesNow(key, request));
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

  private static Optional<KeyId> presentedKey(HttpServletRequest request) {
    return request.getAttribute(RequestAttributes.KEY_ID) instanceof String id
        ? KeyId.parse(id)
        : Optional.empty();
  }

  static List<String> path(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    return Arrays.stream(info.split("/")).filter(segment -> !segment.isEmpty()).toList();
  }
}
