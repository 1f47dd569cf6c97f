package io.github.postern.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;

/** An application that has no login: what a constraint closes, only a key opens. */
final class NoLogin implements ApplicationLogin {

  @Override
  public AuthStatus validate(MessageExchange exchange) throws AuthException, IOException {
    if (exchange.isMandatory()) {
      exchange.response().sendError(HttpServletResponse.SC_FORBIDDEN);
      return AuthStatus.SEND_FAILURE;
    }
    exchange.callbacks().caller(exchange.client(), (Principal) null);
    return AuthStatus.SUCCESS;
  }
}
