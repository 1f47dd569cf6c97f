package io.github.postern.container;

import io.github.postern.auth.AuthenticationResult;
import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.spi.ApiKeyPrincipal;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Tells Jakarta Security 3.0 whose key a request carries; a request without one gets the mechanism
 * of the application. Safe for use by many threads.
 */
class KeyMechanism implements HttpAuthenticationMechanism {

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    Optional<KeyAuthenticator> authenticator = CurrentAuthenticator.of(request.getServletContext());
    if (authenticator.isEmpty()) {
      return application(request).validateRequest(request, response, context);
    }
    MessageExchange exchange = new MessageExchange(
        context.getMessageInfo(), context.getClientSubject(), null, Callbacks.NONE);
    try {
      AuthenticationResult result = authenticator.get().authenticate(request, response);
      return switch (result.kind()) {
        case AUTHENTICATED -> {
          ApiKeyPrincipal caller = result.caller().orElseThrow();
          exchange.isMadeWithKey();
          yield context.notifyContainerAboutLogin(caller.getName(), caller.roles());
        }
        case RESPONSE_SENT -> {
          exchange.sendAnswer();
          yield AuthenticationStatus.SEND_FAILURE;
        }
        case IGNORED, NO_CREDENTIAL ->
          application(request).validateRequest(request, response, context);
      };
    } catch (IOException e) {
      throw new AuthenticationException("The request cannot be answered", e);
    }
  }

  @Override
  public AuthenticationStatus secureResponse(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    return application(request).secureResponse(request, response, context);
  }

  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    application(request).cleanSubject(request, response, context);
  }

  private static HttpAuthenticationMechanism application(HttpServletRequest request) {
    return JakartaSecurity.application(request.getServletContext());
  }
}
