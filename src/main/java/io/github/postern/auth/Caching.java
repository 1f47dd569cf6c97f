package io.github.postern.auth;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;

/**
 * The headers for caches, which consider {@code Authorization} at most (RFC 9111 section 3.5):
 * nobody keeps a response to a key, and nobody takes a response without one for that to one.
 * Immutable.
 */
final class Caching {

  private final Optional<String> cacheControl;
  private final VaryHeader varies;

  /**
   * Creates it.
   *
   * @param cacheControl what answers to a key have as {@code Cache-Control} where the application
   *     says nothing; empty for nothing
   * @param varies the headers by which answers differ
   */
  Caching(Optional<String> cacheControl, List<String> varies) {
    this.cacheControl = cacheControl;
    this.varies = new VaryHeader(varies);
  }

  /** Returns the answer to a request that was made with a key. */
  HttpServletResponse forKey(HttpServletResponse response) {
    return CachingResponse.over(response, cacheControl, varies);
  }

  /**
   * Returns the answer to a request without a key, on a path where keys are accepted. Also to one
   * that asks for another protocol: the application may answer it as any other, and the client
   * chooses what it asks for.
   */
  HttpServletResponse forAnonymous(HttpServletResponse response) {
    return CachingResponse.over(response, Optional.empty(), varies);
  }

  /** Says on an answer itself by what it differs. */
  void addVary(HttpServletResponse response) {
    varies.addTo(response);
  }
}
