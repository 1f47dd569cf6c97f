package io.github.postern.manage;

import io.github.postern.issue.KeyEdit;
import io.github.postern.issue.Successors;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Secret;
import io.github.postern.settings.Durations;
import io.github.postern.spi.KeyRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bodies that create, change and rotate a key. */
final class KeyRequestParser {

  private static final Set<String> NEW =
      Set.of("name", "description", "validFor", "expiresAt", "scopes", "networks", "key");
  private static final Set<String> EDIT =
      Set.of("name", "description", "validFor", "expiresAt", "active");

  /** Further members for administrators, in bodies about the keys of others. */
  private static final Set<String> NEW_FOR_OTHERS = Set.of("service", "loginSource");

  private static final Set<String> EDIT_OF_OTHERS = Set.of("service");
  private static final Set<String> VALUE = Set.of("key");
  private static final Set<String> ROTATE = Set.of("overlap");
  private static final String IDEMPOTENCY_HEADER = "Idempotency-Key";

  private KeyRequestParser() {}

  /**
   * Reads what is asked for; a value that somebody brings along is in it whether it is allowed or
   * not.
   */
  static KeyRequest newKey(HttpServletRequest request) throws IOException, BadRequestException {
    return newKey(RequestBody.read(request, NEW), request);
  }

  /** Reads what an administrator asks for. */
  static KeyForOwner newKeyForOther(HttpServletRequest request)
      throws IOException, BadRequestException {
    RequestBody body = RequestBody.read(request, both(NEW, NEW_FOR_OTHERS));
    Optional<String> source = body.text("loginSource");
    if (source.isPresent() && !source.get().matches("local|saml")) {
      throw new BadRequestException(
          "The member loginSource must be local or saml: how the owner signs in.");
    }
    return new KeyForOwner(newKey(body, request), source.map(LoginSource::of));
  }

  /**
   * The request of an administrator.
   *
   * @param key the key
   * @param source how its owner logs in; empty if that was not said
   */
  record KeyForOwner(KeyRequest key, Optional<LoginSource> source) {}

  private static KeyRequest newKey(RequestBody body, HttpServletRequest request)
      throws BadRequestException {
    return new KeyRequest(
        body.text("name"),
        body.nullableText("description"),
        body.requestedExpiry(),
        body.texts("scopes"),
        body.texts("networks"),
        idempotencyKey(request),
        body.text("key").map(Secret::new),
        body.flag("service").orElse(false));
  }

  private static Set<String> both(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toSet());
  }

  /** Reads the value of a key that somebody holds and knows nothing else of. */
  static Secret value(HttpServletRequest request) throws IOException, BadRequestException {
    return RequestBody.read(request, VALUE)
        .text("key")
        .map(Secret::new)
        .orElseThrow(() -> new BadRequestException("Send the key in the member key."));
  }

  static KeyEdit edit(HttpServletRequest request) throws IOException, BadRequestException {
    return edit(request, EDIT);
  }

  static KeyEdit editOfOther(HttpServletRequest request) throws IOException, BadRequestException {
    return edit(request, both(EDIT, EDIT_OF_OTHERS));
  }

  private static KeyEdit edit(HttpServletRequest request, Set<String> members)
      throws IOException, BadRequestException {
    RequestBody body = RequestBody.read(request, members);
    if (body.isEmpty()) {
      throw new BadRequestException("Nothing is to be changed; send at least one of "
          + String.join(", ", members.stream().sorted().toList())
          + ".");
    }
    return new KeyEdit(
        body.text("name"),
        body.nullableText("description"),
        body.requestedExpiry(),
        body.flag("active"),
        body.flag("service"));
  }

  /**
   * Reads what a deletion shall do to the successors of the key: without {@code chain}, nobody has
   * thought of them.
   */
  static Successors successors(ApiCall call) throws BadRequestException {
    Optional<String> chain = call.parameter("chain");
    if (chain.isPresent() && !chain.get().matches("true|false")) {
      throw new BadRequestException(
          "The parameter chain must be true, to delete the successors of the key too, or"
              + " false, to delete this key alone.");
    }
    return chain
        .map(text -> text.equals("true") ? Successors.REVOKE : Successors.KEEP)
        .orElse(Successors.REFUSE);
  }

  /** Returns how long the old secret still works; without a body not at all. */
  static Duration overlap(HttpServletRequest request) throws IOException, BadRequestException {
    Optional<String> overlap = RequestBody.read(request, ROTATE).text("overlap");
    if (overlap.isEmpty() || Durations.isZero(overlap.get())) {
      return Duration.ZERO;
    }
    return RequestBody.duration("overlap", overlap.get());
  }

  private static Optional<String> idempotencyKey(HttpServletRequest request)
      throws BadRequestException {
    Optional<String> token = Optional.ofNullable(request.getHeader(IDEMPOTENCY_HEADER));
    if (token.isPresent() && !token.get().matches("[\\x21-\\x7e]{8,128}")) {
      throw new BadRequestException(
          "The header " + IDEMPOTENCY_HEADER + " must have 8 to 128 printable characters.");
    }
    return token;
  }
}
