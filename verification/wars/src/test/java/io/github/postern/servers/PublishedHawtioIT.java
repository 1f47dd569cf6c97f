package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The console hawtio: filters and a login of its own, by JAAS, which keeps a {@code Subject} in the
 * session and sends every path that it does not know to its start page. A bridge of a few lines
 * makes that Subject; the management API goes to a path that hawtio lets through.
 */
class PublishedHawtioIT extends PublishedContract {

  private static final String HEAP = "/jolokia/read/java.lang:type=Memory/HeapMemoryUsage/used";
  private static final String API = "/plugin/postern";

  PublishedHawtioIT() {
    super("hawtio-war");
  }

  @Override
  AppServer prepare() throws IOException {
    return PublishedTomcat.prepare(getClass());
  }

  @Override
  void configure(AppServer server) throws IOException {
    // Then hawtio asks Tomcat's own users.
    PublishedTomcat.environment(server, "CATALINA_OPTS", "-Dhawtio.realm=*");
  }

  @Override
  void started(AppServer running) throws Exception {
    PublishedTomcat.users(running.base.resolve("conf/tomcat-users.xml"), "admin");
  }

  @Override
  List<String> options() {
    return List.of(
        "--set",
        "postern.prefix=haw",
        "--set",
        "postern.login=session",
        "--set",
        "postern.path=" + API,
        "--add",
        PublishedWar.added("postern-wars-bridge.jar").toString());
  }

  @Override
  PublishedOwner signIn() throws Exception {
    Client browser = client();
    Reply reply = browser.send(
        "POST",
        "/auth/login",
        "{\"username\":\"carol\",\"password\":\"carol-pw\"}",
        "Content-Type",
        "application/json");
    assertEquals(200, reply.status(), () -> reply.body() + server().log());
    return new PublishedOwner(browser, API);
  }

  @Override
  Reply call(Client client, String... headers) throws Exception {
    return client.get(HEAP, headers);
  }

  @Override
  String answer() {
    return "\"value\":";
  }

  @Override
  List<String> pages() {
    return List.of(
        "/", "/index.html", "/jolokia/version", HEAP, "/user", "/auth/config/session-timeout");
  }

  @Override
  int statusWithoutKey() {
    return 403;
  }

  @Test
  void pathsThatItDoesNotKnowAreItsOwn() throws Exception {
    assertEquals(302, client().get("/postern/api/policy").status());
    assertEquals(302, client().get("/postern/index.html").status());
  }

  @Test
  void aLoginByPasswordInTheRequestStillWorks() throws Exception {
    assertEquals(200, client().get(HEAP, "Authorization", BASIC).status());
  }
}
