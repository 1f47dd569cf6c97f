package io.github.postern.testing;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sessions that the container makes. */
record SessionCounter(AtomicInteger made) implements HttpSessionListener {

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    made.incrementAndGet();
  }
}
