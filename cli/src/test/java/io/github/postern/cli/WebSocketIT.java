package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.app.OwnSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application with WebSockets, of which one is below what its constraint shuts. */
class WebSocketIT {

    private static final String CONSTRAINT = """
            <security-constraint>
              <web-resource-collection><web-resource-name>all</web-resource-name><url-pattern>/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>user</role-name></auth-constraint>
            </security-constraint>
            <login-config><auth-method>BASIC</auth-method><realm-name>own</realm-name></login-config>
            <security-role><role-name>user</role-name></security-role>
            """;

    @TempDir
    private Path folder;

    private Wars application(String elements) {
        return Wars.application().type(OwnSocket.class).webXml(Wars.webXml("", elements));
    }

    @Test
    @DisplayName("S-2: constraints are not moved to a declared filter where there are WebSockets, unless somebody agrees")
    void movedConstraintsNeedAConsent() {
        Grafts grafts = new Grafts(folder);
        Run refused = grafts.run(application(CONSTRAINT), "--filter=declared", "--move-constraints").ends(ExitCode.REFUSED);
        assertTrue(refused.err().contains("WebSocket end-points (WEB-INF/classes/)") && refused.err().contains(
                "--accept-websockets"), refused.err());
        assertFalse(Files.exists(grafts.output()));
        grafts.run(application(CONSTRAINT), "--filter=declared", "--move-constraints", "--accept-websockets").ok();
    }

    @Test
    @DisplayName("E-1: likewise for paths that only keys or logins open; not where nothing is shut, or the jar registers its filter")
    void closedPathsNeedAConsent() {
        Grafts grafts = new Grafts(folder);
        for (String setting : new String[] {"postern.required-paths=/api/*", "postern.login-or-key-paths=/api/*"}) {
            grafts.run(application(""), "--filter=declared", "--set", setting).ends(ExitCode.REFUSED);
            grafts.run(application(""), "--force", "--set", setting).ok();
        }
        grafts.run(application(""), "--force", "--filter=declared").ok();
    }

    @Test
    @DisplayName("S-2: the doctor finds a declared filter that no initializer helps, beside WebSockets")
    void theDoctorFindsIt() throws Exception {
        Grafts grafts = new Grafts(folder);
        grafts.run(application(""), "--filter=declared", "--accept-websockets", "--set", "postern.required-paths=/api/*").ok();
        String well = new Commands().run("doctor", grafts.output().toString()).ok().out();
        assertFalse(well.contains("WebSocket"), well);
        Wars changed = Wars.empty();
        Wars.content(grafts.output()).forEach((name, content) -> changed.file(name, name.equals("WEB-INF/web.xml")
                ? new String(content, StandardCharsets.UTF_8).replace("version=\"6.0\"", "version=\"2.5\"")
                        .getBytes(StandardCharsets.UTF_8) : content));
        Run run = new Commands().run("doctor", changed.write(folder.resolve("old.war")).toString());
        assertTrue(run.out().contains("ALARM") && run.out().contains("WebSocket end-points (WEB-INF/classes/)"), run.out());
    }

    @Test
    @DisplayName("S-2: what graft moves stays shut to WebSockets on Jetty, registered or declared")
    void whatIsMovedStaysShut() throws Exception {
        for (String[] way : new String[][] {{"--force"}, {"--force", "--filter=declared", "--accept-websockets"}}) {
            Grafts grafts = new Grafts(Files.createDirectories(folder.resolve("w" + way.length)));
            String[] options = Arrays.copyOf(way, way.length + 1);
            options[way.length] = "--move-constraints";
            grafts.run(application(CONSTRAINT), options).ok();
            try (DeployedWar war = DeployedWar.start(grafts.output())) {
                assertEquals("401", war.get("/api/me"));
                assertEquals(401, open(war.url()));
            }
        }
    }

    private static int open(String url) {
        try {
            HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(url.replaceFirst("http", "ws")
                    + "/api/socket"), new WebSocket.Listener() { }).join().abort();
            return 101;
        } catch (CompletionException e) {
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }
}
