package io.github.postern.container;

import io.github.postern.auth.KeyAuthenticator;
import jakarta.servlet.ServletContext;
import java.util.Optional;

/**
 * The authenticator of an application, in its context: there {@link KeyMechanism} finds it, which
 * the CDI container makes. To be loaded where the server has no Jakarta Security too.
 */
final class CurrentAuthenticator {

  private static final String ATTRIBUTE = KeyAuthenticator.class.getName();

  private CurrentAuthenticator() {}

  static void set(ServletContext context, KeyAuthenticator authenticator) {
    context.setAttribute(ATTRIBUTE, authenticator);
  }

  /** Returns it; empty if keys are no login of this application's container. */
  static Optional<KeyAuthenticator> of(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) instanceof KeyAuthenticator authenticator
        ? Optional.of(authenticator)
        : Optional.empty();
  }
}
