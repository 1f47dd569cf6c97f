package io.github.postern.container;

import io.github.postern.auth.AuthenticationResult;
import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.spi.ApiKeyPrincipal;
import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.MessagePolicy;
import jakarta.security.auth.message.module.ServerAuthModule;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * Tells the container whose key a request carries, before it looks at its constraints (Jakarta
 * Authentication 3.0, Servlet Container Profile). A request without a key gets the login of the
 * application. Safe for use by many threads once it is initialized.
 */
final class KeyAuthModule implements ServerAuthModule {

  private static final Class<?>[] MESSAGES = {HttpServletRequest.class, HttpServletResponse.class};

  private final KeyAuthenticator authenticator;
  private final ApplicationLogin login;

  @SuppressWarnings("NullAway.Init") // the container calls initialize before all else
  private Callbacks callbacks;

  /**
   * Creates the module.
   *
   * @param authenticator finds and judges keys
   * @param login for requests without one
   */
  KeyAuthModule(KeyAuthenticator authenticator, ApplicationLogin login) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
    this.login = Objects.requireNonNull(login, "login");
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"
  }) // raw in the interface of before Authentication 3.0's last draft
  public void initialize(
      MessagePolicy requestPolicy,
      MessagePolicy responsePolicy,
      CallbackHandler handler,
      Map options)
      throws AuthException {
    callbacks = new Callbacks(handler);
    login.initialize(handler);
  }

  @Override
  public Class<?>[] getSupportedMessageTypes() {
    return MESSAGES.clone();
  }

  @Override
  public AuthStatus validateRequest(MessageInfo message, Subject client, Subject service)
      throws AuthException {
    MessageExchange exchange = new MessageExchange(message, client, service, callbacks);
    try {
      AuthenticationResult result =
          authenticator.authenticate(exchange.request(), exchange.response());
      return switch (result.kind()) {
        case AUTHENTICATED -> {
          exchange.isMadeWithKey();
          ApiKeyPrincipal caller = result.caller().orElseThrow();
          callbacks.caller(client, caller.getName(), caller.roles());
          yield AuthStatus.SUCCESS;
        }
        case RESPONSE_SENT -> {
          exchange.sendAnswer();
          yield AuthStatus.SEND_FAILURE;
        }
        case IGNORED, NO_CREDENTIAL -> login.validate(exchange);
      };
    } catch (IOException e) {
      throw new AuthException("The request cannot be answered", e);
    }
  }

  @Override
  public AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
    return login.secureResponse(message, service);
  }

  @Override
  public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
    login.cleanSubject(message, subject);
  }
}
