package io.github.postern.manage;

import io.github.postern.http.ErrorStyle;
import io.github.postern.http.Problem;
import io.github.postern.http.UnreadBody;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.KeyServices;
import io.github.postern.issue.Successors;
import io.github.postern.keyring.KeyFinder;
import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;

/**
 * The calls of a key's holder about that key: {@code /self}. Ending it is among that whatever the
 * policy says, so that a key that was found can be killed by its finder, and a holder who is in
 * doubt need not ask anybody.
 */
final class SelfResource {

  private static final int WHERE_LENGTH = 500;
  private static final Set<String> REPORT = Set.of("where");

  /** Characters that could start a line of their own, or turn the direction of one. */
  private static final String UNPRINTABLE = "[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+";

  private final KeyService keyService;
  private final KeyFinder finder;
  private final String keyStart;
  private final ManagementRules rules;
  private final RequestGuard guard;
  private final UnreadBody body = new UnreadBody(System::nanoTime);

  /**
   * Creates it.
   *
   * @param services end keys, and know how these look: none must get into a report
   * @param rules the source of a key's roles, and how answers look
   * @param random as a guard of requests needs it
   */
  SelfResource(KeyServices services, ManagementRules rules, SecureRandom random) {
    this.keyService = services.keys();
    this.finder = new KeyFinder(services.format());
    this.keyStart = services.format().start();
    this.rules = rules;
    this.guard = new RequestGuard(random, rules.options().allowedOrigins());
  }

  /** Says that a call is for the holders of keys only. */
  Problem keyRequired() {
    return new Problem(
        401,
        "key-required",
        "An API key is required",
        "Call this with an API key of this application, which begins with '"
            + keyStart
            + "', in a header. A session does not count here, nor does a key of another"
            + " application.");
  }

  /** Returns the key of the call, with the roles that the request has by it. */
  ApiResponse show(ApiCall call) {
    return ApiResponse.ok(KeyJson.key(
        call.limits().orElseThrow().key(),
        rules.now().with(Optional.of(call.login().roles()))));
  }

  /** Ends the key of the call. */
  ApiResponse revoke(ApiCall call) throws IOException, BadRequestException {
    return revoked(Optional.of(call.limits().orElseThrow().key()), call.request());
  }

  /**
   * Ends a key that was proven, in whatever state it is, and answers 204. The answer is the same
   * where nothing was proven, and where the key is revoked already: it tells nobody anything.
   *
   * @param key the key whose whole secret was presented; empty if there is none
   */
  void revokeByHolder(
      Optional<StoredKey> key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ErrorStyle style = rules.options().errorStyle();
    Optional<ApiResponse> foreign = guard.checkAutomaticCredentials(request);
    if (foreign.isPresent()) {
      foreign.get().write(response, style);
      return;
    }
    try {
      revoked(key, request).write(response, style);
    } catch (BadRequestException e) {
      style.write(response, e.problem());
    } finally {
      body.drain(request, response);
    }
  }

  private ApiResponse revoked(Optional<StoredKey> key, HttpServletRequest request)
      throws IOException, BadRequestException {
    Optional<String> where =
        request.getMethod().equals("POST") ? Optional.of(where(request)) : Optional.empty();
    key.filter(each -> each.revokedAt().isEmpty()).ifPresent(each -> {
      Actor holder = new Actor("key " + each.id(), request.getRemoteAddr());
      where.ifPresentOrElse(
          text -> keyService.report(each, holder, text),
          () -> keyService.revoke(each.owner(), each.id(), Successors.KEEP, holder));
    });
    return ApiResponse.nothing();
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
