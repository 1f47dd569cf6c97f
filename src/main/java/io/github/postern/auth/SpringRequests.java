package io.github.postern.auth;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * Spring's {@code RequestContextHolder}, where its {@code RequestContextListener} leaves the
 * container's own request before any filter, for whoever asks on this thread. Of Spring nothing is
 * known at compile time. Safe for use by many threads.
 */
final class SpringRequests {

  private static final String PACKAGE = "org.springframework.web.context.request.";

  private final Method current;
  private final Method set;
  private final Method request;
  private final Method completed;
  private final Constructor<?> attributes;

  private SpringRequests(ClassLoader application) throws ReflectiveOperationException {
    Class<?> holder = Class.forName(PACKAGE + "RequestContextHolder", false, application);
    Class<?> kept = Class.forName(PACKAGE + "ServletRequestAttributes", false, application);
    this.current = holder.getMethod("getRequestAttributes");
    this.set = holder.getMethod("setRequestAttributes", current.getReturnType());
    this.request = kept.getMethod("getRequest");
    this.completed = kept.getMethod("requestCompleted");
    this.attributes = kept.getConstructor(HttpServletRequest.class, HttpServletResponse.class);
  }

  /** Returns them; empty where Spring is not in the application. */
  static Optional<SpringRequests> in(ClassLoader application) {
    try {
      return Optional.of(new SpringRequests(application));
    } catch (ReflectiveOperationException | LinkageError e) {
      return Optional.empty();
    }
  }

  /**
   * Leaves this request in place of one that is no request by key.
   *
   * @return what has to be given back; empty if nothing
   */
  Optional<Kept> replace(HttpServletRequest handed, HttpServletResponse answer) {
    try {
      Object before = current.invoke(null);
      if (!request.getDeclaringClass().isInstance(before)
          || ApplicationRequest.isOfOwnerIn((ServletRequest) request.invoke(before))) {
        return Optional.empty();
      }
      Object now = attributes.newInstance(handed, answer);
      set.invoke(null, now);
      return Optional.of(new Kept(before, now));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "Cannot give Spring's RequestContextHolder a request with a key", e);
    }
  }

  void restore(Kept kept) {
    try {
      completed.invoke(kept.now);
      set.invoke(null, kept.before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Spring's RequestContextHolder cannot be given back", e);
    }
  }

  /**
   * The replaced value and its replacement.
   *
   * @param before what Spring's listener left there
   * @param now what stands for it during the request
   */
  record Kept(Object before, Object now) {}
}
