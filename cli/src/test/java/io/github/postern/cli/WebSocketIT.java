package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.app.AddedJettySocket;
import io.github.postern.cli.app.AddedSocket;
import io.github.postern.cli.app.JettyListener;
import io.github.postern.cli.app.OwnEndPoints;
import io.github.postern.cli.app.OwnJettySocket;
import io.github.postern.cli.app.OwnSocket;
import io.github.postern.cli.app.SocketClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application with WebSockets, of which one is below what its constraint shuts. */
class WebSocketIT {

  private static final String CONSTRAINT = """
            <security-constraint>
              <web-resource-collection><web-resource-name>all</web-resource-name>
                <url-pattern>/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>user</role-name></auth-constraint>
            </security-constraint>
            <login-config><auth-method>BASIC</auth-method>
              <realm-name>own</realm-name></login-config>
            <security-role><role-name>user</role-name></security-role>
            """;

  @TempDir
  private Path folder;

  private Wars application(String elements) {
    return Wars.application().type(OwnSocket.class).webXml(Wars.webXml("", elements));
  }

  @Test
  @DisplayName(
      "S-2: constraints are not moved to a declared filter where there are WebSockets, unless"
          + " somebody agrees")
  void movedConstraintsNeedAConsent() {
    Grafts grafts = new Grafts(folder);
    Run refused = grafts
        .run(application(CONSTRAINT), "--filter=declared", "--move-constraints")
        .ends(ExitCode.REFUSED);
    assertTrue(
        refused.err().contains("WebSocket end-points (WEB-INF/classes/)")
            && refused.err().contains("--accept-websockets"),
        refused.err());
    assertFalse(Files.exists(grafts.output()));
    grafts
        .run(
            application(CONSTRAINT),
            "--filter=declared",
            "--move-constraints",
            "--accept-websockets")
        .ok();
  }

  @Test
  @DisplayName(
      "E-1: likewise for paths that only keys or logins open; not where nothing is shut, or"
          + " the jar registers its filter")
  void closedPathsNeedAConsent() {
    Grafts grafts = new Grafts(folder);
    for (String setting :
        new String[] {"postern.required-paths=/api/*", "postern.login-or-key-paths=/api/*"}) {
      grafts.run(application(""), "--filter=declared", "--set", setting).ends(ExitCode.REFUSED);
      grafts.run(application(""), "--force", "--set", setting).ok();
    }
    grafts.run(application(""), "--force", "--filter=declared").ok();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        OwnSocket.class,
        OwnEndPoints.class,
        AddedSocket.class,
        OwnJettySocket.class,
        AddedJettySocket.class
      })
  @DisplayName(
      "S-2: an end-point is found in a library too, by annotation, configuration or code, of"
          + " Jakarta WebSocket or of Jetty")
  void everyKindIsFound(Class<?> kind) {
    Grafts grafts = new Grafts(folder);
    String[] closed = {"--filter=declared", "--set", "postern.required-paths=/api/*"};
    Run inClasses = grafts.run(plain().type(kind), closed).ends(ExitCode.REFUSED);
    assertTrue(
        inClasses.err().contains("WebSocket end-points (WEB-INF/classes/)"), inClasses.err());
    Run inJar = grafts.run(withLibrary(kind), closed).ends(ExitCode.REFUSED);
    assertTrue(
        inJar.err().contains("WebSocket end-points (WEB-INF/lib/part-1.0.jar)"), inJar.err());
    Run both = grafts.run(withLibrary(kind).type(OwnSocket.class), closed).ends(ExitCode.REFUSED);
    assertTrue(both.err().contains("(WEB-INF/lib/part-1.0.jar, WEB-INF/classes/)"), both.err());
    assertFalse(Files.exists(grafts.output()));
  }

  @ParameterizedTest
  @ValueSource(classes = {SocketClient.class, JettyListener.class})
  @DisplayName("S-2: nothing is asked for WebSockets of others, nor for what opens none by itself")
  void whatOpensNoneIsLeftAlone(Class<?> kind) {
    Grafts grafts = new Grafts(folder);
    grafts
        .run(
            withLibrary(kind).type(kind),
            "--filter=declared",
            "--set",
            "postern.required-paths=/api/*")
        .ok();
    assertTrue(Files.exists(grafts.output()));
  }

  @Test
  @DisplayName("S-2: the doctor finds end-points of a library beside a declared filter under an"
      + " <absolute-ordering> without the jar")
  void theDoctorFindsAnOrderWithoutTheJar() throws Exception {
    String others = "<absolute-ordering><name>other</name></absolute-ordering>";
    Grafts grafts = new Grafts(folder);
    grafts
        .run(
            withLibrary(OwnEndPoints.class).webXml(Wars.webXml("", others)),
            "--filter=declared",
            "--accept-websockets",
            "--set",
            "postern.required-paths=/api/*")
        .ok();
    String alarm = "WebSocket end-points (WEB-INF/lib/part-1.0.jar)";
    assertFalse(doctor(grafts, text -> text).contains(alarm), "graft puts the jar into the order");
    String left = doctor(
        grafts, text -> text.replaceFirst("(?s)<absolute-ordering>.*</absolute-ordering>", others));
    assertTrue(
        left.lines().anyMatch(line -> line.startsWith("ALARM") && line.contains(alarm)), left);
    assertFalse(
        doctor(
                grafts,
                text -> text.replaceFirst(
                    "(?s)<absolute-ordering>.*</absolute-ordering>",
                    others.replace("</abs", "<others/></abs")))
            .contains(alarm),
        "among the others it is");
  }

  /** Returns what the doctor says once the descriptor has been changed. */
  private String doctor(Grafts grafts, UnaryOperator<String> change) throws Exception {
    Wars changed = Wars.empty();
    Wars.content(grafts.output())
        .forEach((name, content) -> changed.file(
            name,
            name.equals("WEB-INF/web.xml")
                ? change
                    .apply(new String(content, StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8)
                : content));
    return new Commands()
        .run("doctor", changed.write(folder.resolve("changed.war")).toString())
        .out();
  }

  private static Wars plain() {
    return Wars.application().webXml(Wars.webXml("", ""));
  }

  private static Wars withLibrary(Class<?> kind) {
    return plain()
        .library(
            "part-1.0.jar",
            "part",
            "1.0",
            Map.of(kind.getName().replace('.', '/') + ".class", Wars.bytes(kind)));
  }

  @Test
  @DisplayName(
      "S-2: the doctor finds a declared filter that no initializer helps, beside WebSockets")
  void theDoctorFindsIt() throws Exception {
    Grafts grafts = new Grafts(folder);
    grafts
        .run(
            application(""),
            "--filter=declared",
            "--accept-websockets",
            "--set",
            "postern.required-paths=/api/*")
        .ok();
    String well = new Commands().run("doctor", grafts.output().toString()).ok().out();
    assertFalse(well.contains("WebSocket"), well);
    String old = doctor(grafts, text -> text.replace("version=\"6.0\"", "version=\"2.5\""));
    assertTrue(
        old.contains("ALARM") && old.contains("WebSocket end-points (WEB-INF/classes/)"), old);
  }

  @Test
  @DisplayName("S-2: what graft moves stays shut to WebSockets on Jetty, registered or declared")
  void whatIsMovedStaysShut() throws Exception {
    for (String[] way :
        new String[][] {{"--force"}, {"--force", "--filter=declared", "--accept-websockets"}}) {
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
      HttpClient.newHttpClient()
          .newWebSocketBuilder()
          .buildAsync(
              URI.create(url.replaceFirst("http", "ws") + "/api/socket"),
              new WebSocket.Listener() {})
          .join()
          .abort();
      return 101;
    } catch (CompletionException e) {
      return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
    }
  }
}
