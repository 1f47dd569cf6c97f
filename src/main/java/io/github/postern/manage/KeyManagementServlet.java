package io.github.postern.manage;

import static io.github.postern.manage.CalledBy.ADMINISTRATOR;
import static io.github.postern.manage.CalledBy.HOLDER;
import static io.github.postern.manage.CalledBy.OWNER;

import io.github.postern.http.ErrorStyle;
import io.github.postern.http.UnreadBody;
import io.github.postern.issue.KeyServices;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.spi.LoginResolver;
import io.github.postern.store.UnstorableTextException;
import io.github.postern.text.LogText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The management API, as {@code openapi.yaml} describes it: {@link #TABLE} has every call. It finds
 * the caller, asks whether the call is allowed, and hands it to the resource that answers. A
 * request that carries a key gets nothing here but the answer of {@code /self} about that key,
 * unless the policy lets keys manage keys.
 */
final class KeyManagementServlet extends HttpServlet {

  /** Every call of the API. Of two paths that fit, the upper one counts. */
  static final List<Route> TABLE = List.of(
      new Route("GET", "/self", HOLDER, to -> to.self()::show),
      new Route("DELETE", "/self", HOLDER, to -> to.self()::revoke),
      new Route("POST", "/self/report", HOLDER, to -> to.self()::revoke),
      new Route("GET", "/policy", OWNER, to -> to.own()::policy),
      new Route("GET", "/keys", OWNER, to -> to.own()::list),
      new Route("POST", "/keys", OWNER, to -> to.own()::create),
      new Route("DELETE", "/keys", OWNER, to -> to.own()::deleteAll),
      new Route("POST", "/keys/revoke", OWNER, to -> to.own()::revokeByValue),
      new Route("GET", "/keys/{id}", OWNER, to -> to.own()::show),
      new Route("PATCH", "/keys/{id}", OWNER, to -> to.own()::edit),
      new Route("DELETE", "/keys/{id}", OWNER, to -> to.own()::delete),
      new Route("GET", "/keys/{id}/events", OWNER, to -> to.own()::events),
      new Route("POST", "/keys/{id}/rotate", OWNER, to -> to.own()::rotate),
      new Route("POST", "/keys/{id}/reveal", OWNER, to -> to.own()::reveal),
      new Route("POST", "/keys/{id}/confirm", OWNER, to -> to.own()::confirm),
      new Route("GET", "/admin/keys", ADMINISTRATOR, to -> to.lists()::list),
      new Route("GET", "/admin/statistics", ADMINISTRATOR, to -> to.lists()::statistics),
      new Route("POST", "/admin/revocations", ADMINISTRATOR, to -> to.lists()::revoke),
      new Route("GET", "/admin/owners/{owner}", ADMINISTRATOR, to -> to.owners()::show),
      new Route("POST", "/admin/owners/{owner}/keys", ADMINISTRATOR, to -> to.admin()::create),
      new Route("DELETE", "/admin/owners/{owner}/keys", ADMINISTRATOR, to -> to.admin()::deleteAll),
      new Route("GET", "/admin/keys/{id}", ADMINISTRATOR, to -> to.admin()::show),
      new Route("PATCH", "/admin/keys/{id}", ADMINISTRATOR, to -> to.admin()::edit),
      new Route("DELETE", "/admin/keys/{id}", ADMINISTRATOR, to -> to.admin()::delete),
      new Route("GET", "/admin/keys/{id}/events", ADMINISTRATOR, to -> to.admin()::events),
      new Route("POST", "/admin/keys/{id}/rotate", ADMINISTRATOR, to -> to.admin()::rotate),
      new Route("POST", "/admin/keys/{id}/reveal", ADMINISTRATOR, to -> to.admin()::reveal),
      new Route("POST", "/admin/keys/{id}/approve", ADMINISTRATOR, to -> to.admin()::approve));

  private static final Set<String> WITH_BODY = Set.of("POST", "PATCH");
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger("io.github.postern.manage");

  private final transient Resources resources;
  private final transient CallerResolver callers;
  private final transient Permissions permissions;
  private final transient RequestGuard guard;
  private final transient KeyServices services;
  private final transient ManagementRules rules;
  private final transient UnreadBody body = new UnreadBody(System::nanoTime);

  /**
   * Creates the servlet.
   *
   * @param services do what is asked for
   * @param logins the login resolver
   * @param self answers who holds a key
   * @param rules what is allowed, and how the API behaves
   * @param random for CSRF tokens
   */
  KeyManagementServlet(
      KeyServices services,
      LoginResolver logins,
      SelfResource self,
      ManagementRules rules,
      SecureRandom random) {
    CurrentOwnerAttributes ownersNow = new CurrentOwnerAttributes(
        services.owners(), rules.policy().preconditions().owners());
    this.permissions =
        new Permissions(rules.policy().rights(), rules.options().administrators(), ownersNow);
    StepUp stepUp = new StepUp(rules, random);
    AdminOwnersResource owners = new AdminOwnersResource(services, rules, permissions);
    this.resources = new Resources(
        self,
        new OwnKeysResource(services, rules, permissions, stepUp),
        new AdminKeysResource(services, rules, permissions, stepUp, owners),
        new AdminListsResource(services, rules, permissions),
        owners);
    this.callers = new CallerResolver(logins, services, ownersNow, rules);
    this.guard = new RequestGuard(random, rules.options().allowedOrigins());
    this.services = services;
    this.rules = rules;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ErrorStyle style = rules.options().errorStyle();
    try {
      answer(request, response).write(response, style);
    } catch (UnstorableTextException e) {
      LOG.log(
          Level.WARNING,
          "The database of keys cannot hold a text; look at its encoding: {0}",
          LogText.line(e.getMessage()));
      style.write(response, Problems.unstorable(e.field()));
    } catch (KeysUnavailableException e) {
      LOG.log(Level.WARNING, "Keys cannot be managed: {0}", LogText.line(e.getMessage()));
      response.setHeader("Retry-After", "5");
      style.write(response, Problems.unavailable());
    } catch (BadRequestException e) {
      style.write(response, e.problem());
    } catch (RuntimeException e) {
      LOG.log(
          Level.ERROR,
          "A call of the key API failed. That is a bug in Postern or in a part that the"
              + " application gave it (IssuanceRule, OwnerDirectory); the stack trace"
              + " says where",
          e);
      style.write(response, Problems.internal());
    } finally {
      body.drain(request, response);
    }
  }

  private ApiResponse answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException, BadRequestException {
    Route.Match match = Route.find(TABLE, path(request));
    Optional<KeyId> presented = CallerResolver.presentedKey(request);
    Optional<ApiResponse> foreign = guard.checkAutomaticCredentials(request);
    if (foreign.isPresent()) {
      return foreign.get();
    }
    if (match.path().by() == HOLDER) {
      return presented.isEmpty()
          ? keyRequired(request, response)
          : match.answer(callers.callOfHolder(request, match.path()), resources);
    }
    if (presented.isPresent() && !rules.policy().lifecycle().keysManageKeys()) {
      return ApiResponse.problem(Problems.keyNotAcceptedHere());
    }
    Optional<CallerResolver.Known> caller = callers.resolve(request);
    if (caller.isEmpty()) {
      rules.options().challenges().challengeForLogin(response);
      return ApiResponse.problem(Problems.notLoggedIn());
    }
    Optional<ApiResponse> refusal = check(caller.get(), request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (presented.isEmpty()) {
      services.recordLogin(caller.get().login(), request.getRemoteAddr());
      response.setHeader(RequestGuard.TOKEN_HEADER, guard.token(request));
    }
    return answer(match, caller.get(), request);
  }

  /** The answer to a caller who may manage keys by this request. */
  private ApiResponse answer(
      Route.Match match, CallerResolver.Known caller, HttpServletRequest request)
      throws IOException, BadRequestException {
    if (!WITH_BODY.contains(request.getMethod())) {
      return match.answer(callers.call(caller, request, match.path()), resources);
    }
    RequestBody.receive(request);
    // A client may hold its body back for as long as the server waits. A loss of its caller counts
    // all the same: of the session, the key, roles, the place in the directory.
    Optional<CallerResolver.Known> now = callers.resolveAgain(request, caller);
    if (now.isEmpty()) {
      return ApiResponse.problem(Problems.notLoggedIn());
    }
    Optional<ApiResponse> refusal = checkCaller(now.get());
    return refusal.isPresent()
        ? refusal.get()
        : match.answer(callers.call(now.get(), request, match.path()), resources);
  }

  /** Returns why somebody may manage no keys at all, or not by this request. */
  private Optional<ApiResponse> check(CallerResolver.Known caller, HttpServletRequest request) {
    return (caller.key().isPresent() ? Optional.<ApiResponse>empty() : guard.check(request))
        .or(() -> checkCaller(caller));
  }

  /** Returns why somebody may manage no keys at all. */
  private Optional<ApiResponse> checkCaller(CallerResolver.Known caller) {
    return caller.isBarred()
        ? Optional.of(ApiResponse.problem(Problems.ownerDisabled()))
        : permissions.mayManage(caller.login()).refusal();
  }

  private ApiResponse keyRequired(HttpServletRequest request, HttpServletResponse response) {
    rules.options().challenges().challenge(request, response);
    return ApiResponse.problem(resources.self().keyRequired());
  }

  static List<String> path(HttpServletRequest request) {
    String info = request.getPathInfo() == null ? "" : request.getPathInfo();
    return Arrays.stream(info.split("/")).filter(segment -> !segment.isEmpty()).toList();
  }
}
