package io.github.postern.auth;

import io.github.postern.spi.ApiKeyPrincipal;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of {@link KeyAuthenticator} for one request. Immutable.
 *
 * @param kind what becomes of the request
 * @param caller who the request is made as; empty unless it is {@link Kind#AUTHENTICATED}
 */
public record AuthenticationResult(Kind kind, Optional<ApiKeyPrincipal> caller) {

  /** The request carries no key: it is the application's own affair. */
  static final AuthenticationResult NO_CREDENTIAL =
      new AuthenticationResult(Kind.NO_CREDENTIAL, Optional.empty());

  /** The request carries a key that does not count in it. */
  static final AuthenticationResult IGNORED =
      new AuthenticationResult(Kind.IGNORED, Optional.empty());

  /** The request has been answered. */
  static final AuthenticationResult RESPONSE_SENT =
      new AuthenticationResult(Kind.RESPONSE_SENT, Optional.empty());

  /** Creates a result. */
  public AuthenticationResult {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(caller, "caller");
  }

  static AuthenticationResult of(ApiKeyPrincipal caller) {
    return new AuthenticationResult(Kind.AUTHENTICATED, Optional.of(caller));
  }

  /** The further way of a request. */
  public enum Kind {
    /** It goes on untouched. */
    NO_CREDENTIAL,
    /** It goes on without its credential, and the key lends it no identity. */
    IGNORED,
    /** It goes on as the owner of its key. */
    AUTHENTICATED,
    /** It does not go on: it has its answer. */
    RESPONSE_SENT
  }
}
