package example;

import io.github.postern.spi.ApiKeyPrincipal;
import io.github.postern.spi.SessionBridge;
import java.security.Principal;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.security.auth.Subject;

/**
 * The objects that hawtio finds in the session after a login: a {@code Subject} by the name
 * {@code subject}, and the user's name.
 */
public final class HawtioBridge implements SessionBridge {

  /** Creates it, for {@code ServiceLoader}. */
  public HawtioBridge() {}

  @Override
  public void fill(ApiKeyPrincipal principal, BiConsumer<String, Object> session) {
    Set<Principal> principals = new HashSet<>(Set.of(principal));
    session.accept("subject", new Subject(true, principals, Set.of(), Set.of()));
    session.accept("user", principal.getName());
  }
}
