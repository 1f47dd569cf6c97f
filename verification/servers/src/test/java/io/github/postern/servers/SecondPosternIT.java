package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import org.junit.jupiter.api.Test;

/** A WAR with two jars of Postern, as an upgrade by hand may leave it. */
class SecondPosternIT {

  /**
   * As the Servlet specification wants it of two fragments with one name (Jakarta Servlet 6.0
   * section 8.2.2).
   */
  @Test
  void theServerStopsTheApplicationAndNamesBothJars() throws Exception {
    try (Tomcat server =
        new Tomcat(System.getProperty("tomcat-10.version"), "EE 10", "SecondPosternIT")) {
      server.start();
      server.deployInVain(
          "twice",
          Wars.withSecondPostern("twice"),
          "More than one fragment with the name [postern]");
      server.deployInVain("twice", Wars.withSecondPostern("twice"), "postern-0.0.9.jar");
      for (String path : new String[] {"/ping", "/who", "/batch/run", "/batch/secret.txt"}) {
        assertEquals(404, new Client(server.url("twice")).get(path).status(), path);
      }
    }
  }
}
