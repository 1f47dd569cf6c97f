package io.github.postern.directory;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Connections to LDAP servers, by JNDI. Idle ones are kept; each is used by one thread at a time.
 * Safe for use by many threads.
 */
final class LdapServers implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern.directory");
  private static final String ADDRESS =
      "ldaps?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?|ldaps?://\\[[0-9A-Fa-f:.]+](:[0-9]{1,5})?/?";

  private final String urls;
  private final Hashtable<String, Object> environment = new Hashtable<>();

  /** Guarded by this. */
  private final Deque<DirContext> idle = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean closed;

  /**
   * Names the servers. Nothing is opened yet.
   *
   * @param urls {@code ldap:} or {@code ldaps:} URLs separated by spaces; a later one is tried
   *     where those before fail
   * @param user the distinguished name to log in with; empty to log in as nobody
   * @param password its password
   * @param timeout how long connecting may take, and each answer
   * @throws IllegalArgumentException if a URL is none
   */
  LdapServers(String urls, Optional<String> user, Optional<String> password, Duration timeout) {
    for (String url : urls.split("\\s+")) {
      if (!url.matches(ADDRESS)) {
        throw new IllegalArgumentException("'" + url + "' is none");
      }
    }
    this.urls = String.join(" ", urls.split("\\s+"));
    String millis = Long.toString(timeout.toMillis());
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
    environment.put(Context.PROVIDER_URL, this.urls);
    environment.put(Context.REFERRAL, "ignore");
    environment.put("com.sun.jndi.ldap.connect.timeout", millis);
    environment.put("com.sun.jndi.ldap.read.timeout", millis);
    // The pool of the JDK belongs to the whole JVM, and would keep connections when the
    // application is gone.
    environment.put("com.sun.jndi.ldap.connect.pool", "false");
    environment.put("java.naming.ldap.attributes.binary", "objectGUID objectSid");
    environment.put(Context.SECURITY_AUTHENTICATION, user.isPresent() ? "simple" : "none");
    user.ifPresent(name -> environment.put(Context.SECURITY_PRINCIPAL, name));
    password.ifPresent(secret -> environment.put(Context.SECURITY_CREDENTIALS, secret));
  }

  /**
   * Returns a connection that was idle, or null if there is none; the server may have closed it
   * meanwhile.
   */
  synchronized DirContext idle() {
    return idle.poll();
  }

  /** Opens a connection and logs in. */
  DirContext open() throws NamingException {
    return new InitialDirContext(environment);
  }

  /** Takes back a connection that is in order. */
  void keep(DirContext connection) {
    synchronized (this) {
      if (!closed) {
        idle.push(connection);
        return;
      }
    }
    discard(connection);
  }

  /** Closes a connection that may be broken. */
  static void discard(DirContext connection) {
    try {
      connection.close();
    } catch (NamingException e) {
      LOG.log(Level.DEBUG, "A connection to an LDAP server did not close", e);
    }
  }

  /** Closes all connections that are idle; those in use follow when they come back. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    discardIdle();
  }

  /** Closes all connections that are idle. */
  void discardIdle() {
    for (DirContext connection = idle(); connection != null; connection = idle()) {
      discard(connection);
    }
  }

  /** Returns the URLs. */
  @Override
  public String toString() {
    return urls;
  }
}
