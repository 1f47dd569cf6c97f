package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Jetty's own demonstration: FORM login by the container for some paths, asynchronous servlets, a filter that a listener
 * registers. Its page /dump tells who the request is made as.
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
        return new Jetty(System.getProperty("jetty-12.0.version"), "ee10", getClass().getSimpleName());
    }

    @Override
    void configure(AppServer server) throws IOException {
        Files.writeString(Files.createDirectories(server.base.resolve("etc")).resolve("realm.xml"), REALM);
        Path start = Files.createDirectories(server.base.resolve("start.d"));
        Files.writeString(start.resolve("demo.ini"), "--module=ee10-servlets,ee10-websocket-jetty,security\netc/realm.xml\n");
    }

    @Override
    List<String> options() {
        return List.of("--set", "postern.prefix=demo");
    }

    @Override
    PublishedOwner signIn() throws Exception {
        Client browser = client();
        assertEquals(302, browser.get("/dump/auth/info").status());
        Reply reply = browser.send("POST", "/j_security_check", "j_username=carol&j_password=carol-pw", "Content-Type",
                "application/x-www-form-urlencoded");
        assertTrue(reply.header("Location").orElse("").endsWith("/dump/auth/info"), reply.header("Location") + reply.body());
        return new PublishedOwner(browser, "/postern/api");
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
    List<String> guarded() {
        return List.of("/dump/auth/info", "/dump/auth/noaccess/info", "/auth2/index.html");
    }

    @Override
    int statusWithoutKey() {
        return 200;
    }

    @Test
    void whatTheContainerGuardsStaysClosedForKeysAndGraftSaysSo() throws Exception {
        assertEquals(302, client().get("/dump/auth/info", keyHeader()).status());
        String said = PublishedWar.said("jetty-ee10-demo-jetty-webapp");
        assertTrue(said.contains("shuts scripts out of /dump/auth/*"), said);
    }
}
