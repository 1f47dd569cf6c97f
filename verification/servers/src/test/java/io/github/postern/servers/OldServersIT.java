package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** On servers that are too old an application with Postern must not start, for it would be open. */
class OldServersIT {

  @Test
  void onJakartaEe9TheApplicationStopsAndSaysWhatToDo() throws Exception {
    Path war = Wars.grafted("old", Map.of());
    try (Tomcat server =
        new Tomcat(System.getProperty("tomcat-10.0.version"), "EE 9", "OldServersIT")) {
      assertStops(server, war, "Postern needs Jakarta EE 10 (Servlet 6.0), but Apache Tomcat/10.0");
    }
  }

  @Test
  void onJavaEeTheApplicationStopsAndSaysWhatToDo() throws Exception {
    Path javax = Wars.ofJavaEe("javax", true);
    try (Tomcat server =
        new Tomcat(System.getProperty("tomcat-9.version"), "Java EE 8", "OldServersIT")) {
      assertStops(
          server,
          javax,
          "(javax.servlet), and without it the application would answer without keys");
      server.deploy("bystander", Wars.ofJavaEe("bystander", false));
      assertEquals(
          200,
          new Client(server.url("bystander")).get("/ping").status(),
          "the server itself is well");
    }
  }

  private static void assertStops(AppServer server, Path war, String says) throws Exception {
    server.start();
    server.deployInVain("shop", war, says);
    Client client = new Client(server.url("shop"));
    for (String path : new String[] {"/ping", "/who", "/batch/run", "/batch/secret.txt"}) {
      Reply reply = client.get(path);
      assertFalse(reply.body().contains("PROTECTED"), path);
      assertEquals(404, reply.status(), path);
    }
    assertTrue(server.log().contains("take the postern jar out of WEB-INF/lib"));
    Results.ran(server, "-", "-", "stops with a message, as it has to");
  }
}
