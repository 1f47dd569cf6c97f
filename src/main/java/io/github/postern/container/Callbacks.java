package io.github.postern.container;

import jakarta.security.auth.message.AuthException;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.security.auth.message.callback.PasswordValidationCallback;
import java.io.IOException;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import org.jspecify.annotations.Nullable;

/** The callbacks by which a module sets the caller, and lets the container check a password. */
final class Callbacks {

  /** Of a mechanism, which tells the container in another way. */
  static final Callbacks NONE = new Callbacks(callbacks -> {
    throw new UnsupportedCallbackException(callbacks[0], "Jakarta Security has no callbacks");
  });

  private final CallbackHandler container;

  Callbacks(CallbackHandler container) {
    this.container = container;
  }

  /**
   * Tells who makes the request. The container maps groups to roles: by default the role of the
   * same name.
   */
  void caller(Subject client, String name, Collection<String> groups) throws AuthException {
    CallerPrincipalCallback caller = new CallerPrincipalCallback(client, name);
    if (groups.isEmpty()) {
      handle(caller);
    } else {
      handle(caller, new GroupPrincipalCallback(client, groups.toArray(String[]::new)));
    }
  }

  /**
   * Tells that the request is made by whom the container knows from an earlier one, or by nobody:
   * null.
   */
  void caller(Subject client, @Nullable Principal known) throws AuthException {
    handle(new CallerPrincipalCallback(client, known));
  }

  /**
   * Asks the container whether a password is right, and tells it who that is if so; the password is
   * wiped.
   */
  boolean isValid(Subject client, String name, char[] password) throws AuthException {
    PasswordValidationCallback question = new PasswordValidationCallback(client, name, password);
    try {
      handle(question);
      if (question.getResult()) {
        handle(new CallerPrincipalCallback(client, name));
      }
      return question.getResult();
    } finally {
      question.clearPassword();
      Arrays.fill(password, '\0');
    }
  }

  private void handle(Callback... callbacks) throws AuthException {
    try {
      container.handle(callbacks);
    } catch (IOException | UnsupportedCallbackException e) {
      throw new AuthException(
          "The container does not take "
              + callbacks[0].getClass().getSimpleName()
              + ", which Jakarta Authentication 3.0 asks it to",
          e);
    }
  }
}
