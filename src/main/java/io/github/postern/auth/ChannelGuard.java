package io.github.postern.auth;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Secret;
import io.github.postern.store.StoredKey;
import io.github.postern.text.LogText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Looks at the way by which keys came, and takes note of those that others could read on it,
 * whether they count in their request or not. Safe for use by many threads.
 */
final class ChannelGuard {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");

  private final KeyLookup lookup;
  private final Transport transport;
  private final ExposureRecorder exposures;
  private final ErrorResponses responses;

  ChannelGuard(
      KeyLookup lookup, Transport transport, ExposureRecorder exposures, ErrorResponses responses) {
    this.lookup = lookup;
    this.transport = transport;
    this.exposures = exposures;
    this.responses = responses;
  }

  /**
   * Takes note of a key that is proven, if others could read it.
   *
   * @return whether the request is refused for that
   */
  boolean refuses(Optional<StoredKey> proven, HttpServletRequest request) {
    if (proven.isEmpty() || !transport.isSeenInClear(request)) {
      return false;
    }
    exposures.recordInClear(proven.get(), request.getRemoteAddr());
    return transport.refuses();
  }

  /**
   * Likewise, of what may be a key and opens nothing here: what is written in the wrong dress can
   * be read on its way as well as one in the right dress.
   *
   * @return the key, if the request is refused for that
   * @throws KeysUnavailableException if it cannot be known now whether it is one
   */
  Optional<StoredKey> refused(Optional<Secret> secret, HttpServletRequest request) {
    if (secret.isEmpty() || !transport.isSeenInClear(request)) {
      return Optional.empty();
    }
    Optional<StoredKey> proven = lookup.findBySecret(secret.get());
    return refuses(proven, request) ? proven : Optional.empty();
  }

  /**
   * Returns the key that does not count in its request, if the request is refused all the same,
   * because others could read it. A request that needs no key does not need the store either: where
   * that is away, it goes on.
   */
  Optional<StoredKey> refusedUncounted(Optional<Secret> secret, HttpServletRequest request) {
    try {
      return refused(secret, request);
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "A key came over an unencrypted connection with a request in which it does not count,"
              + " and cannot be marked now: {0}",
          LogText.line(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Answers a request whose key others could read. */
  void respond(HttpServletRequest request, HttpServletResponse response) throws IOException {
    responses.inClear(request, response, transport.unencrypted() == Transport.Unencrypted.SUSPEND);
  }
}
