package io.github.postern.auth;

import io.github.postern.http.RequestAttributes;
import io.github.postern.http.RequestPath;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.policy.Preconditions;
import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.store.StoredKey;
import io.github.postern.text.LogText;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the key of a request and judges it, once in the life of the request; what is wrong with a
 * key is answered here. The filter asks it, and so does the module for Jakarta Authentication,
 * whichever sees the request first. Safe for use by many threads.
 */
public final class KeyAuthenticator {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");

  /**
   * Where the identity waits for the filter and for the dispatches that follow (async, error,
   * forward, include).
   */
  private static final String IDENTITY = KeyAuthenticator.class.getName() + ".identity";

  private static final String CONTAINER_AUTHENTICATED =
      KeyAuthenticator.class.getName() + ".containerAuthenticated";

  private final CredentialExtractor extractor;
  private final KeyLookup lookup;
  private final KeyVerifier verifier;
  private final LoginObserver logins;
  private final HolderRevocation holderRevocation;
  private final IncidentRecorder incidents;
  private final ErrorResponses responses;
  private final AuthenticationRules rules;
  private final FilterOptions options;
  private final SelfPath self;
  private final ChannelGuard channel;

  /**
   * Creates it.
   *
   * @param rules where a request may carry a key, and how one that is wrong is answered
   * @param verifier judges keys
   * @param logins knows the logins of the application
   * @param holderRevocation ends keys that are given up
   * @param incidents takes note of what goes wrong
   */
  KeyAuthenticator(
      AuthenticationRules rules,
      KeyVerifier verifier,
      LoginObserver logins,
      HolderRevocation holderRevocation,
      IncidentRecorder incidents) {
    this.extractor = new CredentialExtractor(
        rules.format(),
        rules.policy().credentialRules(),
        rules.policy().lifecycle().chosenKeys());
    this.lookup = verifier.lookup();
    this.verifier = verifier;
    this.logins = logins;
    this.holderRevocation = holderRevocation;
    this.incidents = incidents;
    this.responses = new ErrorResponses(rules.options().responses());
    this.rules = rules;
    this.options = rules.options();
    this.self = SelfPath.of(rules.options().paths().self());
    this.channel = new ChannelGuard(lookup, options.transport(), incidents.exposures(), responses);
  }

  LoginObserver logins() {
    return logins;
  }

  Clock clock() {
    return incidents.clock();
  }

  /**
   * Writes down which keys others may have read; what cannot be written stays for the next time.
   */
  public void flush() {
    incidents.exposures().flush();
  }

  /** Notes that the container itself was told who makes a request, as the owner of its key. */
  public static void markContainerAuthenticated(HttpServletRequest request) {
    request.setAttribute(CONTAINER_AUTHENTICATED, Boolean.TRUE);
  }

  /**
   * Returns whether the container itself knows the owner of the key, and so has a principal of its
   * own for that one.
   */
  static boolean isContainerAuthenticated(ServletRequest request) {
    return request.getAttribute(CONTAINER_AUTHENTICATED) != null;
  }

  /**
   * Returns the principal that was established here for this request or the request it was
   * dispatched from, or null. The request may come from another application, whose keys are none
   * here.
   */
  @Nullable
  ApiKeyPrincipal authenticatedPrincipal(HttpServletRequest request) {
    return request.getAttribute(IDENTITY) instanceof Identity identity && identity.by() == this
        ? identity.principal()
        : null;
  }

  /**
   * Looks for a key. Where one is found that does not open the request, the answer is written
   * before this returns.
   *
   * @throws IOException if the answer cannot be written
   */
  public AuthenticationResult authenticate(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ApiKeyPrincipal known = authenticatedPrincipal(request);
    if (known != null) {
      return AuthenticationResult.of(known);
    }
    if (self.isRevocation(request)) {
      return revokeByHolder(extractor.extract(request), request, response);
    }
    boolean accepted = options.paths().accepts(request);
    Credential credential =
        accepted ? extractor.extract(request) : extractor.extractUncounted(request);
    if (credential instanceof Credential.Absent) {
      return AuthenticationResult.NO_CREDENTIAL;
    }
    // Nothing excuses a key in the URL: logs keep that one, and the application would read it.
    if (!(credential instanceof Credential.InUrl)
        && (!accepted || loginWins() && logins.isLoggedIn(request))) {
      return ignore(credential, request, response);
    }
    return decide(credential, request, response);
  }

  /** The key lends nothing to its request, but others can read it on its way all the same. */
  private AuthenticationResult ignore(
      Credential credential, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<StoredKey> refused = channel.refusedUncounted(credential.candidate(), request);
    if (refused.isEmpty()) {
      return AuthenticationResult.IGNORED;
    }
    if (verifier.isUsable(refused.get())) {
      recordRefusedInClear(refused.get(), request);
    }
    channel.respond(request, response);
    return AuthenticationResult.RESPONSE_SENT;
  }

  private AuthenticationResult decide(
      Credential credential, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      if (credential instanceof Credential.Presented presented) {
        return judge(presented, request, response);
      } else if (credential instanceof Credential.InUrl inUrl) {
        lookup
            .findBySecret(inUrl.secret())
            .ifPresent(key -> incidents.exposures().recordInUrl(key, request.getRemoteAddr()));
        channel.refused(credential.candidate(), request);
        responses.inUrl(request, response);
      } else if (credential instanceof Credential.Unreadable unreadable) {
        channel.refused(credential.candidate(), request);
        responses.unreadable(request, response, unreadable.why());
      }
    } catch (KeysUnavailableException e) {
      LOG.log(Level.WARNING, "A key cannot be checked: {0}", LogText.line(e.getMessage()));
      responses.unavailable(request, response);
    }
    return AuthenticationResult.RESPONSE_SENT;
  }

  /**
   * The holder of a key's secret may always revoke the key. So only the secret is checked; the
   * application, its own filters and its login are not asked.
   */
  private AuthenticationResult revokeByHolder(
      Credential credential, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (credential instanceof Credential.Absent) {
      responses.required(request, response);
      return AuthenticationResult.RESPONSE_SENT;
    }
    if (!(credential instanceof Credential.Presented presented)) {
      return decide(credential, request, response);
    }
    if (presented.user().isPresent()) {
      request.setAttribute(RequestAttributes.SENT_AUTOMATICALLY, Boolean.TRUE);
    }
    SessionInvalidator.invalidateUnserved(request, response);
    try {
      holderRevocation.revoke(lookup.findBySecret(presented.secret()), request, response);
    } catch (KeysUnavailableException e) {
      LOG.log(Level.WARNING, "A key cannot be given up: {0}", LogText.line(e.getMessage()));
      responses.unavailable(request, response);
    }
    return AuthenticationResult.RESPONSE_SENT;
  }

  /** Takes note that a request is refused though its key works. */
  void recordRefused(ApiKeyPrincipal caller, RejectReason reason, HttpServletRequest request) {
    verifier.recordRefusedUse(caller.keyId(), request.getRemoteAddr(), reason);
    incidents.denied(caller, reason, request);
  }

  private void recordRefusedInClear(StoredKey key, HttpServletRequest request) {
    RejectReason reason = RejectReason.UNENCRYPTED;
    verifier.recordRefusedUse(key.id(), request.getRemoteAddr(), reason);
    incidents.denied(key, reason, request);
  }

  private AuthenticationResult judge(
      Credential.Presented presented, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Verdict verdict = verifier.verify(presented, use(request));
    if (channel.refuses(verdict.proven(), request)) {
      if (verdict instanceof Verdict.Accepted accepted) {
        recordRefusedInClear(accepted.key(), request);
      }
      channel.respond(request, response);
      return AuthenticationResult.RESPONSE_SENT;
    }
    if (verdict instanceof Verdict.Accepted accepted) {
      if (Preflight.asks(request)) {
        return AuthenticationResult.IGNORED;
      }
      addExpiryHeaders(accepted, response);
      if (presented.user().isPresent()) {
        request.setAttribute(RequestAttributes.SENT_AUTOMATICALLY, Boolean.TRUE);
      }
      return remember(accepted.principal(), request);
    }
    Verdict.Rejected rejected = (Verdict.Rejected) verdict;
    if (presented.foreign() && rejected.isOfNoKey()) {
      return AuthenticationResult.NO_CREDENTIAL;
    }
    incidents.denied(rejected, request);
    responses.rejected(request, response, rejected);
    return AuthenticationResult.RESPONSE_SENT;
  }

  private AuthenticationResult remember(ApiKeyPrincipal principal, HttpServletRequest request) {
    request.setAttribute(IDENTITY, new Identity(this, principal));
    request.setAttribute(RequestAttributes.KEY_ID, principal.keyId().value());
    request.setAttribute(RequestAttributes.KEY_NAME, principal.keyName());
    request.setAttribute(RequestAttributes.SCOPES, principal.scopes());
    request.setAttribute(RequestAttributes.ROLES, principal.roles());
    return AuthenticationResult.of(principal);
  }

  private void addExpiryHeaders(Verdict.Accepted accepted, HttpServletResponse response) {
    Preconditions preconditions = rules.policy().preconditions();
    StoredKey key = accepted.key();
    Instant end = key.expiresAt().orElse(Instant.MAX);
    if (!end.minus(options.expiryWarning()).isAfter(accepted.at())) {
      response.setHeader("API-Key-Expires-At", end.toString());
    }
    key.suspendsAt(preconditions.suspension())
        .filter(sleep -> !sleep.minus(preconditions.suspensionWarning()).isAfter(accepted.at()))
        .ifPresent(sleep -> response.setHeader("API-Key-Suspends-At", sleep.toString()));
    key.supersededBy()
        .ifPresent(successor -> response.setHeader("API-Key-Superseded-By", successor.value()));
  }

  private boolean loginWins() {
    return rules.policy().credentialRules().loginWins();
  }

  private KeyVerifier.Use use(HttpServletRequest request) {
    String path = RequestPath.of(request);
    return new KeyVerifier.Use(request, path, options.paths().self().admits(path));
  }

  /** The user that a request is made as, and the application that established it. */
  private record Identity(KeyAuthenticator by, ApiKeyPrincipal principal) {}
}
