package io.github.postern.manage;

import io.github.postern.http.Problem;
import io.github.postern.http.RequestAttributes;
import io.github.postern.http.UnreadBody;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.Successors;
import io.github.postern.key.KeyId;
import io.github.postern.keyring.KeyFinder;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Policy;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of a key's holder about that key: {@code /self}. Ending it is among that whatever the
 * policy says, so that a key that was found can be killed by its finder, and a holder who is in
 * doubt need not ask anybody.
 */
public final class SelfResource {

  private static final int WHERE_LENGTH = 500;
  private static final Set<String> REPORT = Set.of("where");

  /** Characters that could start a line of their own, or turn the direction of one. */
  private static final String UNPRINTABLE = "[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+";

  private final KeyService keyService;
  private final KeyAdministration administration;
  private final UnreadBody body = new UnreadBody(System::nanoTime);
  private final KeyFinder finder;
  private final String keyStart;
  private final ManagementOptions options;
  private final Policy policy;
  private final RequestGuard guard;
  private final Clock clock;

  /**
   * Creates it.
   *
   * @param keyService ends keys
   * @param administration has the keys of everybody
   * @param format how keys look, which must not get into a report; what they begin with is told to
   *     a caller without one
   * @param options how answers look
   * @param policy the source of a key's roles, and when it is suspended
   * @param random as a guard of requests needs it
   * @param clock the time
   */
  public SelfResource(
      KeyService keyService,
      KeyAdministration administration,
      KeyFormat format,
      ManagementOptions options,
      Policy policy,
      SecureRandom random,
      Clock clock) {
    this.keyService = keyService;
    this.administration = administration;
    this.finder = new KeyFinder(format);
    this.keyStart = format.start();
    this.options = options;
    this.policy = policy;
    this.guard = new RequestGuard(random, options.allowedOrigins());
    this.clock = clock;
  }

  /**
   * Answers.
   *
   * @param path the segments of the path below the API, of which the first is {@code self}
   * @param presented the key that the request was made with, which works; empty if it carries none
   * @param roles those that the request has by its key
   */
  void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      List<String> path,
      Optional<KeyId> presented,
      Set<String> roles)
      throws IOException {
    if (presented.isEmpty()) {
      options.challenges().challenge(request, response);
      new Problem(
              401,
              "key-required",
              "An API key is required",
              "Call this with an API key of this application, which begins with '"
                  + keyStart
                  + "', in a header. A session does not count here, nor does a key of another"
                  + " application.")
          .write(response, options.errorStyle());
      return;
    }
    Optional<StoredKey> key = administration.find(presented.get());
    boolean report = path.equals(List.of("self", "report"));
    if (key.isEmpty() || path.size() > 1 && !report) {
      Problems.notFound().write(response, options.errorStyle());
    } else if (request.getMethod().equals(report ? "POST" : "DELETE")) {
      revokeByHolder(key, request, response);
    } else if (report || !Set.of("GET", "HEAD").contains(request.getMethod())) {
      Routes.wrongMethod(report ? "POST" : "GET, DELETE").write(response, options.errorStyle());
    } else {
      ApiResponse.ok(KeyJson.key(
              key.get(), EvaluationContext.of(policy, clock.instant()).with(Optional.of(roles))))
          .write(response, options.errorStyle());
    }
  }

  /**
   * Ends a key that was proven, in whatever state it is, and answers 204. The answer is the same
   * where nothing was proven, and where the key is revoked already: it tells nobody anything.
   *
   * @param key the key whose whole secret was presented; empty if there is none
   */
  public void revokeByHolder(
      Optional<StoredKey> key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Problem> foreign =
        request.getAttribute(RequestAttributes.SENT_AUTOMATICALLY) == Boolean.TRUE
            ? guard.checkAutomaticCredentials(request)
            : Optional.empty();
    if (foreign.isPresent()) {
      foreign.get().write(response, options.errorStyle());
      return;
    }
    try {
      Optional<String> where =
          request.getMethod().equals("POST") ? Optional.of(where(request)) : Optional.empty();
      key.filter(each -> each.revokedAt().isEmpty()).ifPresent(each -> {
        Actor holder = new Actor("key " + each.id(), request.getRemoteAddr());
        where.ifPresentOrElse(
            text -> keyService.report(each, holder, text),
            () -> keyService.revoke(each.owner(), each.id(), Successors.KEEP, holder));
      });
      ApiResponse.nothing().write(response, options.errorStyle());
    } catch (BadRequestException e) {
      e.problem().write(response, options.errorStyle());
    } finally {
      body.drain(request, response);
    }
  }

  /** Reads where a key was found; a report that says nothing of it is one too. */
  private String where(HttpServletRequest request) throws IOException, BadRequestException {
    String where = RequestBody.read(request, REPORT).text("where").orElse("");
    if (where.length() > WHERE_LENGTH) {
      throw new BadRequestException("The member 'where' has at most "
          + WHERE_LENGTH
          + " characters, but has "
          + where.length()
          + ".");
    }
    if (finder.findIn(where).isPresent()) {
      throw new BadRequestException(
          "The member 'where' contains an API key. Say where the key was found, and send"
              + " the key itself in a header only.");
    }
    return where.replaceAll(UNPRINTABLE, " ").strip();
  }
}
