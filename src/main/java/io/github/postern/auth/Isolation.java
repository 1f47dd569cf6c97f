package io.github.postern.auth;

import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.Carrier;
import java.util.List;
import java.util.Objects;

/**
 * Hides the client's session and credentials from an application in a request with a key, as far as
 * that is possible. docs/isolation.md has the whole list.
 *
 * @param carriers where keys are
 * @param format how they look
 * @param headers that say who somebody is, beside those that are known to
 * @param attributes of the request that do
 * @param besideSession what becomes of a key beside a session, or beside a login of the container
 */
record Isolation(
    List<Carrier> carriers,
    KeyFormat format,
    List<String> headers,
    List<String> attributes,
    BesideSession besideSession) {

  /** Creates it; the lists are copied. */
  Isolation {
    carriers = List.copyOf(carriers);
    Objects.requireNonNull(format, "format");
    headers = List.copyOf(headers);
    attributes = List.copyOf(attributes);
    Objects.requireNonNull(besideSession, "besideSession");
  }

  /**
   * How a request is handled that carries a key and a valid session or a login of the container.
   */
  public enum BesideSession {
    /**
     * It is refused where beans (CDI) keep the container's request from before any filter, and so
     * see that session and act for that login.
     */
    DETECT,
    /** It is refused. */
    REFUSE,
    /** The key counts, and the session is hidden as far as a filter can hide it. */
    IGNORE
  }
}
