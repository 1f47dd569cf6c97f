package io.github.postern.login;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the descriptors of an application (Servlet 6.0 sections 8.2 and 14), and the class loader
 * that sees its libraries.
 */
public final class ApplicationDescriptors {

  private ApplicationDescriptors() {}

  /** Returns {@code web.xml}; empty if there is none. */
  public static Optional<URL> webXml(ServletContext context) throws IOException {
    return Optional.ofNullable(context.getResource("/WEB-INF/web.xml"));
  }

  /**
   * Returns the fragments of the libraries, and of the classes, where some applications have one
   * too.
   */
  public static List<URL> fragments(ServletContext context) throws IOException {
    return Collections.list(classLoader(context).getResources("META-INF/web-fragment.xml"));
  }

  /**
   * Returns the class loader of an application, which need not be the one that loaded this library.
   * A server that is set up in code may know none.
   */
  public static ClassLoader classLoader(ServletContext context) {
    if (context.getClassLoader() != null) {
      return context.getClassLoader();
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? ApplicationDescriptors.class.getClassLoader() : loader;
  }
}
