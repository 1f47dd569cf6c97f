package io.github.postern.javaee;

import java.util.Set;
import javax.servlet.ServletContainerInitializer;
import javax.servlet.ServletContext;
import javax.servlet.ServletException;

/**
 * Stops an application on a server of Java EE, such as Tomcat 9, whose API is
 * {@code javax.servlet}. Such a server never looks at Postern's own initializer and filter, which
 * are of {@code jakarta.servlet}: the application would start without them, and answer without a
 * key where one is required.
 *
 * <p>Servers of Jakarta EE never load this class. It is compiled apart, for Java 8, as old servers
 * run on old Java.
 */
public final class JavaEeRefusal implements ServletContainerInitializer {

  /** Creates it; the container does. */
  public JavaEeRefusal() {}

  /**
   * Refuses.
   *
   * @throws ServletException always
   */
  @Override
  public void onStartup(Set<Class<?>> ignored, ServletContext context) throws ServletException {
    throw new ServletException("Postern does not work on this server, "
        + context.getServerInfo()
        + " with Servlet "
        + context.getMajorVersion()
        + "."
        + context.getMinorVersion()
        + " (javax.servlet), and without it the application would answer without"
        + " keys. It needs Jakarta EE 10 (Servlet 6.0), such as Tomcat 10.1 or"
        + " Jetty 12: move the application there, or take the postern jar out of"
        + " WEB-INF/lib.");
  }
}
