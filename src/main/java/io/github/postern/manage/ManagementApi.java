package io.github.postern.manage;

import io.github.postern.issue.KeyServices;
import io.github.postern.spi.LoginResolver;
import io.github.postern.store.StoredKey;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Puts together the management API. The way of a call is not here; it begins at
 * {@link KeyManagementServlet}. Safe for use by many threads.
 */
public final class ManagementApi {

  private final SelfResource self;
  private final KeyManagementServlet servlet;

  /**
   * Puts it together.
   *
   * @param settings how it behaves
   * @param services do what is asked for
   * @param logins the login resolver
   * @param random for CSRF tokens
   */
  public ManagementApi(
      ManagementSettings settings,
      KeyServices services,
      LoginResolver logins,
      SecureRandom random) {
    ManagementRules rules =
        new ManagementRules(services.policy(), settings.options(), services.clock());
    this.self = new SelfResource(services, rules, random);
    this.servlet = new KeyManagementServlet(services, logins, self, rules, random);
  }

  /**
   * Returns the servlet.
   *
   * @param managed whether it is the whole API, and not only what a key asks about itself
   */
  public Servlet servlet(boolean managed) {
    return managed ? servlet : new SelfServlet(servlet);
  }

  /**
   * Ends a key that was proven, in whatever state it is, and answers 204. The answer is the same
   * where nothing was proven, and where the key is revoked already: it tells nobody anything.
   *
   * @param key the key whose whole secret was presented; empty if there is none
   * @throws io.github.postern.key.KeysUnavailableException if the store is unreachable
   * @throws IOException if the answer cannot be written
   */
  public void revokeByHolder(
      Optional<StoredKey> key, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    self.revokeByHolder(key, request, response);
  }
}
