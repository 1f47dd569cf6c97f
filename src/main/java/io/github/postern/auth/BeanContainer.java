package io.github.postern.auth;

import java.lang.reflect.InvocationTargetException;

/**
 * Finds out whether an application has beans (CDI). Their container takes request and session from
 * the event that opens a request, before any filter, so that beans of the session and what is
 * injected are the client's and not the key's.
 */
final class BeanContainer {

  private static final String CDI = "jakarta.enterprise.inject.spi.CDI";

  private BeanContainer() {}

  /** To be asked in a request: the answer may go by the thread's class loader. */
  static boolean isIn(ClassLoader application) {
    try {
      Class<?> cdi = Class.forName(CDI, false, application);
      Object current = cdi.getMethod("current").invoke(null);
      return current != null && cdi.getMethod("getBeanManager").invoke(current) != null;
    } catch (InvocationTargetException e) {
      return false; // an IllegalStateException: there are none in this application
    } catch (ReflectiveOperationException | LinkageError e) {
      return false; // nor on this server
    }
  }
}
