package io.github.postern.manage;

import io.github.postern.key.LoginSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Where somebody is sent whose login is too old.
 *
 * @param localUrl where to log in again with a password or a second factor; empty if that was not
 *     set
 * @param samlUrl where to log in again by SAML, with {@code ForceAuthn} (SAML 2.0 core section
 *     3.4.1)
 * @param accepts whether such a call is answered 202 and can be repeated after the login, in place
 *     of 403
 */
record StepUpOptions(Optional<String> localUrl, Optional<String> samlUrl, boolean accepts) {

  /** Creates the options. */
  StepUpOptions {
    Objects.requireNonNull(localUrl, "localUrl");
    Objects.requireNonNull(samlUrl, "samlUrl");
  }

  Optional<String> url(LoginSource source) {
    return switch (source) {
      case LOCAL -> localUrl;
      case SAML -> samlUrl.or(() -> localUrl);
    };
  }
}
