package io.github.postern.spi;

import java.util.function.BiConsumer;

/** The class that docs/logins.md shows; {@link ExamplesTest} compares and runs it. */
public final class UserBridge implements SessionBridge {

  @Override
  public void fill(ApiKeyPrincipal principal, BiConsumer<String, Object> session) {
    session.accept("user", new User(principal.getName(), principal.roles()));
  }
}
