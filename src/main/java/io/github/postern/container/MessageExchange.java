package io.github.postern.container;

import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.http.RequestAttributes;
import jakarta.security.auth.message.MessageInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/**
 * One request that a module has to judge.
 *
 * @param message the request and the answer
 * @param client who makes it, to be filled
 * @param service who answers it; may be null
 * @param callbacks the way to the container
 */
record MessageExchange(
    MessageInfo message, Subject client, @Nullable Subject service, Callbacks callbacks) {

  private static final String MANDATORY = "jakarta.security.auth.message.MessagePolicy.isMandatory";
  private static final String AUTH_TYPE = "jakarta.servlet.http.authType";
  private static final String REGISTER_SESSION = "jakarta.servlet.http.registerSession";

  HttpServletRequest request() {
    return (HttpServletRequest) message.getRequestMessage();
  }

  HttpServletResponse response() {
    return (HttpServletResponse) message.getResponseMessage();
  }

  /** Returns whether a constraint asks for a login (Jakarta Authentication 3.0 section 3.8.1). */
  boolean isMandatory() {
    return Boolean.parseBoolean(String.valueOf(message.getMap().get(MANDATORY)));
  }

  /**
   * Asks the container to know the caller again in the session's later requests (section 3.8.4).
   */
  void keepInSession() {
    setProperty(REGISTER_SESSION, "true");
  }

  /**
   * Asks the container to forget the owner of a key with the request, whatever session comes along
   * with it.
   */
  void isMadeWithKey() {
    KeyAuthenticator.markContainerAuthenticated(request());
    setProperty(REGISTER_SESSION, "false");
    authType(RequestAttributes.AUTH_TYPE);
  }

  /** Sends an answer that is complete: else some containers put a page of theirs in its place. */
  void sendAnswer() throws IOException {
    response().flushBuffer();
  }

  /** Says what {@code getAuthType()} is to answer (section 3.8.4). */
  void authType(String type) {
    setProperty(AUTH_TYPE, type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the map has no types in the interface
  private void setProperty(String property, String value) {
    ((Map) message.getMap()).put(property, value);
  }
}
