package io.github.postern.auth;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The session of one request that carries a key: it ends with the request, costs no memory of the
 * server and is known to no cookie. So code that asks for a session works, and a million calls
 * leave none behind.
 */
final class ThrowawaySession implements HttpSession {

  /**
   * Of its own each time: applications keep things by session id, and no two requests may share
   * them.
   */
  private final String id = "api-key-request-" + UUID.randomUUID();

  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final ServletContext context;
  private final long created;
  private volatile int maxInactive;
  private volatile boolean invalid;

  ThrowawaySession(ServletContext context, long created) {
    this.context = context;
    this.created = created;
  }

  boolean isValid() {
    return !invalid;
  }

  @Override
  public long getCreationTime() {
    requireValid();
    return created;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public long getLastAccessedTime() {
    requireValid();
    return created;
  }

  @Override
  public ServletContext getServletContext() {
    return context;
  }

  @Override
  public void setMaxInactiveInterval(int interval) {
    maxInactive = interval;
  }

  @Override
  public int getMaxInactiveInterval() {
    return maxInactive;
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    requireValid();
    return attributes.get(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    requireValid();
    return Collections.enumeration(attributes.keySet());
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {
    requireValid();
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    requireValid();
    attributes.remove(name);
  }

  @Override
  public void invalidate() {
    requireValid();
    attributes.clear();
    invalid = true;
  }

  @Override
  public boolean isNew() {
    requireValid();
    return true;
  }

  private void requireValid() {
    if (invalid) {
      throw new IllegalStateException("The session was invalidated");
    }
  }
}
