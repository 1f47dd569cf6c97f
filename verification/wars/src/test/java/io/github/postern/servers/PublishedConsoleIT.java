package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * ActiveMQ's console: Spring MVC, and no login of its own, as its own server has one. People come
 * by a proxy that names them, scripts by keys. It was made for Jetty 11 alone, so Tomcat hides one
 * of its jars, and a broker that opens no port takes the place of its own: both in the context of
 * the application, none in the WAR.
 */
@Tag("all-wars")
class PublishedConsoleIT extends PublishedContract {

  private static final String BROWSE = "/queueBrowse/orders?view=xml";
  private static final String BROKER = """
            <beans xmlns="http://www.springframework.org/schema/beans">
              <broker xmlns="http://activemq.apache.org/schema/core" brokerName="NAME" useJmx="false" persistent="false"/>
            </beans>
            """;
  private static final String OVERLAY = """
            <PreResources className="org.apache.catalina.webresources.FileResourceSet" base="%s" webAppMount="/WEB-INF/%s"/>
            """;

  PublishedConsoleIT() {
    super("activemq-web-console");
  }

  @Override
  AppServer prepare() throws IOException {
    return PublishedTomcat.prepare(getClass());
  }

  @Override
  void configure(AppServer server) throws IOException {
    Path empty = server.base.resolve("empty.jar");
    new JarOutputStream(Files.newOutputStream(empty), new java.util.jar.Manifest()).close();
    for (String application : List.of(GRAFTED, ORIGINAL)) {
      Path broker = server.base.resolve(application + "-broker.xml");
      Files.writeString(broker, BROKER.replace("NAME", application));
      PublishedTomcat.context(
          server,
          application,
          "<Resources>"
              + OVERLAY.formatted(broker, "activemq.xml")
              + OVERLAY.formatted(empty, "lib/websocket-jetty-server-11.0.26.jar")
              + "</Resources>");
    }
  }

  @Override
  List<String> options() {
    return List.of(
        "--set",
        "postern.prefix=amq",
        "--set",
        "postern.login=proxy",
        "--set",
        "postern.login.proxies=127.0.0.1",
        "--set",
        "postern.login.user=X-Remote-User",
        "--set",
        "postern.login.default-source=local",
        "--set",
        "postern.login-or-key-paths=/queueBrowse/*");
  }

  @Override
  PublishedOwner signIn() {
    return new PublishedOwner(client(), "/postern/api", "X-Remote-User", CAROL);
  }

  @Override
  Reply call(Client client, String... headers) throws Exception {
    return client.get(BROWSE, headers);
  }

  @Override
  String answer() {
    return "queue://orders";
  }

  @Override
  List<String> pages() {
    return List.of("/login.html", "/styles/site.css", "/deleteMessage.action");
  }

  @Override
  int statusWithoutKey() {
    return 401;
  }

  @Test
  void whoeverTheProxyNamesComesInWithoutAKey() throws Exception {
    assertEquals(200, client().get(BROWSE, "X-Remote-User", CAROL).status());
  }
}
