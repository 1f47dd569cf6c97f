package io.github.postern.auth;

import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;

/**
 * Connects the filter with the application's own logins: the filter asks for them and reports them.
 * Called by many threads at once.
 *
 * @param resolver knows who is logged in
 * @param recorder takes note of a login, and of the address that its request came from
 */
record LoginObserver(LoginResolver resolver, BiConsumer<Login, String> recorder) {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  /** Returns whether somebody is logged in to the application in a request. */
  boolean isLoggedIn(HttpServletRequest request) {
    try {
      return resolver.resolve(request).isPresent();
    } catch (IllegalStateException | IllegalArgumentException e) {
      // A login that cannot be told opens nothing; the management API says what is wrong with
      // it.
      LOG.log(Level.DEBUG, "A user is logged in, but could not be identified", e);
      return false;
    }
  }

  /**
   * A request without a key was answered by the application, which may have logged somebody in by
   * it. Throws nothing: the answer is on its way.
   */
  void afterRequest(HttpServletRequest request) {
    try {
      resolver.resolve(request).ifPresent(login -> recorder.accept(login, request.getRemoteAddr()));
    } catch (RuntimeException e) {
      LOG.log(
          Level.DEBUG,
          "A login could not be read from a request that the application has answered",
          e);
    }
  }
}
