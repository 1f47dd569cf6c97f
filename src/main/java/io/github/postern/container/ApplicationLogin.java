package io.github.postern.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import java.io.IOException;
import javax.security.auth.Subject;
import javax.security.auth.callback.CallbackHandler;

/**
 * The login that requests without a key get: the one that the application had before. Called by
 * many threads at once.
 */
interface ApplicationLogin {

  /** Called once, before anything else. */
  default void initialize(CallbackHandler handler) throws AuthException {}

  /** Judges a request without a key, as {@code ServerAuthModule.validateRequest} does. */
  AuthStatus validate(MessageExchange exchange) throws AuthException, IOException;

  /** Called on the way back. */
  default AuthStatus secureResponse(MessageInfo message, Subject service) throws AuthException {
    return AuthStatus.SEND_SUCCESS;
  }

  /** Called by {@code HttpServletRequest.logout()}. */
  default void cleanSubject(MessageInfo message, Subject subject) throws AuthException {
    subject.getPrincipals().clear();
  }
}
