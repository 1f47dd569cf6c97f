package io.github.postern.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;

/** The BASIC of {@code web.xml} (RFC 7617); the container checks the password. */
final class BasicLogin implements ApplicationLogin {

  private static final String SCHEME = "Basic ";

  private final String challenge;

  BasicLogin(String realm) {
    challenge =
        "Basic realm=\"" + realm.replaceAll("[\"\\\\\\p{Cntrl}]", "") + "\", charset=\"UTF-8\"";
  }

  @Override
  public AuthStatus validate(MessageExchange exchange) throws AuthException, IOException {
    String header = exchange.request().getHeader("Authorization");
    if (header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && isValid(exchange, header.substring(SCHEME.length()).strip())) {
      exchange.authType(HttpServletRequest.BASIC_AUTH);
      return AuthStatus.SUCCESS;
    }
    if (!exchange.isMandatory()) {
      exchange.callbacks().caller(exchange.client(), (Principal) null);
      return AuthStatus.SUCCESS;
    }
    exchange.response().setHeader("WWW-Authenticate", challenge);
    exchange.response().sendError(HttpServletResponse.SC_UNAUTHORIZED);
    return AuthStatus.SEND_CONTINUE;
  }

  private static boolean isValid(MessageExchange exchange, String credentials)
      throws AuthException {
    String text;
    try {
      text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return false;
    }
    int colon = text.indexOf(':');
    return colon > 0
        && exchange
            .callbacks()
            .isValid(
                exchange.client(),
                text.substring(0, colon),
                text.substring(colon + 1).toCharArray());
  }
}
