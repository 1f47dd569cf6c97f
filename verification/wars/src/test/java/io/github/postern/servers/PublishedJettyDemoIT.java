package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Jetty's own demonstration: FORM login by the container for some paths, asynchronous servlets, a
 * filter that a listener registers. Its page /dump tells who the request is made as.
 */
class PublishedJettyDemoIT extends PublishedContract {

  private static final String REALM = """
            <?xml version="1.0"?>
            <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
            <Configure id="Server" class="org.eclipse.jetty.server.Server">
              <Call name="addBean"><Arg>
                <New class="org.eclipse.jetty.security.HashLoginService">
                  <Set name="name">Test Realm</Set>
                  <Set name="userStore"><New class="org.eclipse.jetty.security.UserStore">
                    <Call name="addUser">
                      <Arg>carol</Arg>
                      <Arg><Call class="org.eclipse.jetty.util.security.Credential" name="getCredential">
                        <Arg>carol-pw</Arg></Call></Arg>
                      <Arg><Array type="java.lang.String"><Item>user</Item></Array></Arg>
                    </Call>
                  </New></Set>
                </New>
              </Arg></Call>
            </Configure>
            """;

  PublishedJettyDemoIT() {
    super("jetty-ee10-demo-jetty-webapp");
  }

  @Override
  AppServer prepare() throws IOException {
    return new Jetty(
        System.getProperty("jetty-12.0.version"), "ee10", getClass().getSimpleName());
  }

  @Override
  void configure(AppServer server) throws IOException {
    Files.writeString(
        Files.createDirectories(server.base.resolve("etc")).resolve("realm.xml"), REALM);
    Path start = Files.createDirectories(server.base.resolve("start.d"));
    Files.writeString(
        start.resolve("demo.ini"),
        "--module=ee10-servlets,ee10-websocket-jetty,security\netc/realm.xml\n");
  }

  @Override
  List<String> options() {
    return List.of("--set", "postern.prefix=demo", "--move-constraints");
  }

  @Override
  PublishedOwner signIn() throws Exception {
    Client browser = client();
    Reply form = follow(browser, browser.get("/dump/auth/info"));
    assertTrue(form.body().contains("j_security_check"), form.body());
    Reply page = follow(
        browser,
        browser.send(
            "POST",
            "/j_security_check",
            "j_username=carol&j_password=carol-pw",
            "Content-Type",
            "application/x-www-form-urlencoded"));
    assertTrue(page.status() == 200 && page.body().contains(CAROL), page.status() + page.body());
    return new PublishedOwner(browser, "/postern/api");
  }

  /** Goes where a browser would be sent, within the application. */
  private static Reply follow(Client browser, Reply first) throws Exception {
    Reply reply = first;
    for (int i = 0; i < 5 && (reply.status() == 302 || reply.status() == 303); i++) {
      URI to = URI.create(reply.header("Location").orElseThrow());
      String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
      reply = browser.get(to.getRawPath().substring(1 + GRAFTED.length()) + query);
    }
    return reply;
  }

  @Override
  Reply call(Client client, String... headers) throws Exception {
    return client.get("/dump/info", headers);
  }

  @Override
  String answer() {
    return "carol";
  }

  @Override
  List<String> pages() {
    return List.of("/", "/dump/info", "/hello/");
  }

  @Override
  int statusWithoutKey() {
    return 200;
  }

  @Test
  void whatTheContainerGuardedOpensToKeysOfThoseWhoMay() throws Exception {
    Reply seen = client().get("/dump/auth/info", keyHeader());
    assertTrue(seen.status() == 200 && seen.body().contains(CAROL), seen.status() + seen.body());
    assertEquals(403, client().get("/dump/auth/noaccess/info", keyHeader()).status());
    assertTrue(
        follow(client(), client().get("/auth2/index.html")).body().contains("j_security_check"));
  }
}
