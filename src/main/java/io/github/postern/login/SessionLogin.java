package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.Login;
import io.github.postern.spi.LoginResolver;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The login that an application keeps in an attribute of its session. {@link SessionAttributes}
 * read the other attributes.
 */
final class SessionLogin implements LoginResolver {

  private static final String SETTING = "postern.login.user";

  private final AttributePath user;
  private final LoginSource source;

  /**
   * Creates the resolver.
   *
   * @param user where the user's name is; nobody is logged in where there is none
   * @param source how people log in, where no attribute says so
   */
  SessionLogin(AttributePath user, LoginSource source) {
    this.user = Objects.requireNonNull(user, "user");
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  public Optional<Login> resolve(HttpServletRequest request) {
    return SessionAttributes.read(SETTING, user, SessionAttributes.attributes(request))
        .map(found -> ExpectedText.NAME.of(SETTING, user.toString(), found))
        .filter(name -> !name.isBlank())
        .map(name -> new Login(
            LoginTexts.owner(SETTING, name),
            source,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Optional.empty()));
  }
}
