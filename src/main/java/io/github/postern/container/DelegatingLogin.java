package io.github.postern.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.security.auth.message.config.ServerAuthConfig;
import jakarta.security.auth.message.config.ServerAuthContext;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * A login that was registered before this one: that of Jakarta Security, or a module of the
 * application.
 */
final class DelegatingLogin implements ApplicationLogin {

  /** The message layer of servlets (Jakarta Authentication 3.0 section 3.1). */
  static final String LAYER = "HttpServlet";

  private final AuthConfigProvider provider;
  private final String application;

  @SuppressWarnings("NullAway.Init") // the container calls initialize before all else
  private ServerAuthConfig config;

  DelegatingLogin(AuthConfigProvider provider, String application) {
    this.provider = provider;
    this.application = application;
  }

  @Override
  public void initialize(CallbackHandler handler) throws AuthException {
    config = provider.getServerAuthConfig(LAYER, application, handler);
  }

  @Override
  public AuthStatus validate(MessageExchange exchange) throws AuthException {
    return context(exchange.message())
        .validateRequest(exchange.message(), exchange.client(), exchange.service());
  }

  @Override
  public AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
    return context(message).secureResponse(message, service);
  }

  @Override
  public void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
    context(message).cleanSubject(message, subject);
  }

  private ServerAuthContext context(MessageInfo message) throws AuthException {
    return config.getAuthContext(config.getAuthContextID(message), null, Map.of());
  }
}
