package io.github.postern;

import io.github.postern.auth.LoginObserver;
import io.github.postern.issue.KeyServices;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;

/** Reports the logins that the filter sees to the {@link KeyServices}. */
record RecordingLoginObserver(LoginResolver resolver, KeyServices services)
    implements LoginObserver {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  @Override
  public boolean isLoggedIn(HttpServletRequest request) {
    try {
      return resolver.resolve(request).isPresent();
    } catch (IllegalStateException | IllegalArgumentException e) {
      // A login that cannot be told opens nothing; the management API says what is wrong with
      // it.
      LOG.log(Level.DEBUG, "A user is logged in, but could not be identified", e);
      return false;
    }
  }

  @Override
  public void afterRequest(HttpServletRequest request) {
    try {
      resolver
          .resolve(request)
          .ifPresent((Login login) -> services.recordLogin(login, request.getRemoteAddr()));
    } catch (RuntimeException e) {
      LOG.log(
          Level.DEBUG,
          "A login could not be read from a request that the application has answered",
          e);
    }
  }
}
