package io.github.postern;

import io.github.postern.login.ApplicationDescriptors;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** Looks at what this library was put into, before it does anything there. */
final class EnvironmentCheck {

  /** The face of the library, which every version has. */
  private static final String SELF = "io/github/postern/Postern.class";

  private static final int SERVLET = 6;

  private EnvironmentCheck() {}

  /**
   * Refuses to go on where it could only work by half.
   *
   * @throws SettingsException if the server is too old, or there is a second copy of this library
   */
  static void check(ServletContext context) {
    requireServlet6(context);
    requireOneCopy(ApplicationDescriptors.classLoader(context));
  }

  /**
   * Nothing is tested with an older one, and what is there by half would fail in the middle of a
   * request.
   */
  private static void requireServlet6(ServletContext context) {
    if (context.getMajorVersion() < SERVLET) {
      throw new SettingsException("Postern needs Jakarta EE 10 (Servlet 6.0), but "
          + context.getServerInfo()
          + " has Servlet "
          + context.getMajorVersion()
          + "."
          + context.getMinorVersion()
          + ". Move the application to a newer server, such as Tomcat 10.1 or"
          + " Jetty 12, or take the postern jar out of WEB-INF/lib.");
    }
  }

  /** Which of two copies would be at work is a matter of chance. */
  private static void requireOneCopy(ClassLoader application) {
    List<URL> places;
    try {
      places =
          Collections.list(application.getResources(SELF)).stream().distinct().toList();
    } catch (IOException e) {
      throw new SettingsException("The libraries of the application cannot be read", e);
    }
    if (places.size() > 1) {
      throw new SettingsException("There are "
          + places.size()
          + " Posterns in this application: "
          + places.stream()
              .map(place -> place.toString().replace("!/" + SELF, "").replace(SELF, ""))
              .toList()
          + ". Keep one jar, in WEB-INF/lib.");
    }
  }
}
