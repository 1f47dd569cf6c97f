package sample.saml;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.codelibs.saml2.core.authn.AuthnRequest;
import org.codelibs.saml2.core.authn.AuthnRequestParams;
import org.codelibs.saml2.core.exception.SAMLException;
import org.codelibs.saml2.core.settings.Saml2Settings;
import sample.login.Login;

/**
 * The three steps of a login. It is begun in the person's browser, which is marked; what has to be
 * known of it goes along as {@code RelayState}, so that a login that only began is kept nowhere.
 * The answer of the identity provider comes from another site, so browsers send no cookie with it:
 * it is checked and kept under a ticket. With the ticket the browser comes back by an ordinary
 * link, cookies and all; only if it is the one that began, the session begins.
 */
final class ServiceProvider {

  private static final Logger LOG = System.getLogger("sample.saml");
  private static final Duration PENDING_LIFE = Duration.ofMinutes(10);
  private static final Duration TICKET_LIFE = Duration.ofSeconds(60);
  private static final int MOST = 10_000;

  /** Times are sent in whole seconds by some, and nobody minds a login that is some seconds old. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final SamlSettings settings;
  private final IdpSource idps;
  private final Clock clock;
  private final BrowserBinding binding;
  private final RelayStates pending;
  private final OneTimeStore<ArrivedLogin> tickets;
  private final UsedIds requests;
  private final UsedIds assertions;

  ServiceProvider(SamlSettings settings, Clock clock, SecureRandom random) {
    this.settings = settings;
    this.clock = clock;
    this.idps = new IdpSource(settings, clock);
    this.binding = new BrowserBinding(random, PENDING_LIFE, settings.isSecure());
    this.pending = new RelayStates(random, clock, PENDING_LIFE);
    this.tickets = new OneTimeStore<>(random, clock, TICKET_LIFE, MOST);
    this.requests = new UsedIds(clock, MOST * 10, Reason.UNKNOWN_REQUEST);
    this.assertions = new UsedIds(clock, MOST * 10, Reason.REPLAYED);
  }

  /** Asks the identity provider who it is, so that the first login need not wait. */
  void prepare() {
    try {
      idps.get();
    } catch (Refusal notYet) {
      LOG.log(
          Level.WARNING,
          () -> "Single sign-on does not work yet, and is tried again at each login. "
              + notYet.getMessage());
    }
  }

  String metadata() {
    return JavaSaml.metadata(settings);
  }

  /** Begins a login and answers where the browser goes. */
  String begin(
      HttpServletRequest request,
      HttpServletResponse response,
      String returnPath,
      boolean wantsForce) {
    Instant now = clock.instant();
    IdentityProvider idp = idps.get();
    boolean force = wantsForce || settings.forceAuthn();
    AuthnRequest asked = new AuthnRequest(
        JavaSaml.with(settings, idp, now), new AuthnRequestParams(force, false, true));
    byte[] browser = binding.mark(request, response, asked.getId(), returnPath);
    String relayState = pending.write(new PendingLogin(asked.getId(), browser, now, force));
    return idp.ssoUrl()
        + (idp.ssoUrl().contains("?") ? "&" : "?")
        + "SAMLRequest="
        + URLEncoder.encode(asked.getEncodedAuthnRequest(true), StandardCharsets.UTF_8)
        + "&RelayState="
        + relayState;
  }

  /** Checks what the identity provider answered and answers the ticket under which it is kept. */
  String receive(String answer, String relayState) {
    PendingLogin begun = pending
        .read(relayState)
        .orElseThrow(() -> new Refusal(
            Reason.UNKNOWN_REQUEST,
            "The RelayState is not one of ours, or is older"
                + " than "
                + PENDING_LIFE.toMinutes()
                + " min"));
    requests.check(begun.requestId());
    Instant now = clock.instant();
    Saml2Settings rules = JavaSaml.with(settings, idps.get(), now);
    SignedAssertion said = read(rules, answer, begun, now).checked();
    AssertedUser subject = AssertedUser.of(said, settings);
    Login login = new Login(
        subject.user(),
        subject.roles(),
        Login.Source.SAML,
        authenticated(said, begun, now),
        sessionEnd(said, now));
    requests.use(begun.requestId(), pending.end(begun));
    assertions.use(said.id(), said.goodUntil());
    return tickets.put(new ArrivedLogin(login, subject.fullName(), begun));
  }

  /** Returns the value that is kept under this ticket, for the browser that began it only. */
  FinishedLogin finish(HttpServletRequest request, String ticket) {
    ArrivedLogin arrived = tickets
        .take(ticket)
        .orElseThrow(() -> new Refusal(
            Reason.UNKNOWN_REQUEST,
            "The ticket is not one of ours, was used, or is"
                + " older than "
                + TICKET_LIFE.toSeconds()
                + " s"));
    PendingLogin begun = arrived.begun();
    if (!binding.matches(request, begun.browser())) {
      throw new Refusal(
          Reason.OTHER_BROWSER, "The ticket came without the cookie of the browser that began");
    }
    checkSession(arrived.login().sessionEnd(), clock.instant());
    return new FinishedLogin(
        arrived.login(), arrived.fullName(), binding.returnPath(request, begun.requestId()));
  }

  private StrictResponse read(Saml2Settings rules, String answer, PendingLogin begun, Instant now) {
    try {
      return new StrictResponse(rules, settings.acsUrl(), answer, begun, now);
    } catch (SAMLException | IllegalArgumentException e) {
      throw new Refusal(
          Reason.UNREADABLE, "No XML that can be read: " + e.getClass().getSimpleName());
    }
  }

  private static Instant authenticated(SignedAssertion said, PendingLogin begun, Instant now) {
    Instant authenticated = said.authenticated();
    ClockSkew.checkNotAhead(authenticated, now);
    if (begun.forced() && authenticated.isBefore(begun.created().minus(FRESH))) {
      throw new Refusal(
          Reason.NOT_FRESH,
          "ForceAuthn was asked for, and AuthnInstant is "
              + Duration.between(authenticated, begun.created()).toSeconds()
              + " s before the request");
    }
    return authenticated.isAfter(now) ? now : authenticated;
  }

  /** Once more and without drift: nothing may begin in a session that is over. */
  private static Optional<Instant> sessionEnd(SignedAssertion said, Instant now) {
    Optional<Instant> end = said.sessionEnd();
    checkSession(end, now);
    return end;
  }

  private static void checkSession(Optional<Instant> end, Instant now) {
    if (end.isPresent() && !now.isBefore(end.get())) {
      throw new Refusal(
          Reason.SESSION_OVER,
          "SessionNotOnOrAfter is " + Duration.between(end.get(), now).toSeconds() + " s ago");
    }
  }
}
