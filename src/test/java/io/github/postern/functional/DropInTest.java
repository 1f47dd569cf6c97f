package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.SettingsException;
import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar in somebody else's WAR: it starts by itself, comes first, and leaves nothing behind. */
class DropInTest {

  /**
   * The application's own filter stands before its servlets and lets only those pass whom the
   * container knows.
   */
  private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" %s>
              %s
              <filter>
                <filter-name>own</filter-name>
                <filter-class>io.github.postern.functional.OwnFilter</filter-class>
                <async-supported>true</async-supported>
              </filter>
              <filter-mapping><filter-name>own</filter-name><url-pattern>/api/*</url-pattern></filter-mapping>
              <servlet>
                <servlet-name>mirror</servlet-name>
                <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
              <servlet>
                <servlet-name>login</servlet-name>
                <servlet-class>io.github.postern.functional.DemoLogin</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>login</servlet-name><url-pattern>/login</url-pattern></servlet-mapping>
            </web-app>
            """;

  private static final String BY_HAND = """
            <filter>
              <filter-name>keys</filter-name>
              <filter-class>io.github.postern.PosternFilter</filter-class>
              <async-supported>true</async-supported>
            </filter>
            <filter-mapping><filter-name>keys</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            <servlet>
              <servlet-name>keys-api</servlet-name>
              <servlet-class>io.github.postern.PosternServlet</servlet-class>
            </servlet>
            <servlet-mapping><servlet-name>keys-api</servlet-name><url-pattern>/postern/api/*</url-pattern></servlet-mapping>
            """;

  @TempDir
  private Path folder;

  private final Map<String, String> parameters = new HashMap<>();

  /** Threads that other tests in this JVM have not ended yet. */
  private Set<Thread> before;

  @BeforeEach
  void settings() {
    before = ours();
    parameters.put("postern.prefix", "test");
    parameters.put("postern.data-directory", folder.resolve("data").toString());
    parameters.put("postern.login", "session");
  }

  @Test
  void theJarStartsByItselfBeforeTheFiltersOfTheApplication() throws Exception {
    assertWorks("", "");
  }

  @Test
  @DisplayName("F-42: under metadata-complete the application does not become open")
  void underMetadataCompleteItStartsToo() throws Exception {
    assertWorks("metadata-complete=\"true\"", "");
  }

  @Test
  void aFilterThatTheApplicationDeclaresWins() throws Exception {
    assertWorks("", BY_HAND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-automatic.xml", "web-declared.xml"})
  void theCompleteFilesOfTheDocumentsWork(String name) throws Exception {
    String own = WEB_XML.formatted("", "");
    String declarations = own.substring(own.indexOf("<filter>"));
    DeployedWar.write(
        folder,
        "war/WEB-INF/web.xml",
        Files.readString(Path.of("docs/examples", name)).replace("</web-app>", declarations));
    parameters.keySet().retainAll(Set.of("postern.data-directory"));
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      assertAnswers(war, "jobs_");
    }
  }

  @Test
  void aDeclaredFilterStartsTheLibraryWhereTheServerDoesNotRunItsInitializer() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted("", BY_HAND));
    try (DeployedWar war = DeployedWar.startWithoutInitializer(folder.resolve("war"), parameters)) {
      assertAnswers(war);
    }
    assertNoThreadIsLeft();
  }

  @Test
  @DisplayName("F-42: a wrong setting stops the start visibly, and nothing answers")
  void aWrongSettingStopsTheStart() throws Exception {
    parameters.put("postern.prefx", "test");
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted("", ""));
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      assertFalse(war.isAvailable());
      assertTrue(rootOf(war.failure()) instanceof SettingsException, "" + war.failure());
      assertEquals(503, war.script().get("/api/me").status());
      assertEquals(503, war.script().get("/api/me", "X-API-Key", "x").status());
    }
  }

  @Test
  void aSecondCopyOfTheLibraryStopsTheStartAndIsNamed() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted("", ""));
    Path copy = folder.resolve("war/WEB-INF/classes/io/github/postern/Postern.class");
    Files.createDirectories(copy.getParent());
    Files.copy(Path.of("target/classes/io/github/postern/Postern.class"), copy);
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      assertFalse(war.isAvailable());
      String message = rootOf(war.failure()).getMessage();
      assertTrue(
          message.startsWith("There are 2 Posterns in this application: [")
              && message.contains("target/classes")
              && message.contains("WEB-INF/classes"),
          message);
    }
  }

  @Test
  void theUserInterfaceAndTheContractAreServedFromTheJar() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted("", ""));
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      Reply module = war.script().get("/postern/postern-keys.js");
      assertEquals(200, module.status());
      assertTrue(module.header("Content-Type").orElseThrow().startsWith("text/javascript"));
      assertEquals(200, war.script().get("/postern/openapi.yaml").status());
      assertEquals(200, war.script().get("/postern/index.html").status());
    }
  }

  @Test
  void afterTheApplicationStoppedNoThreadIsLeftAndItStartsAgainWithItsKeys() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted("", ""));
    String key;
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      key = login(war).createKey("survivor");
      assertFalse(before.containsAll(ours()), "while it runs there is a thread to find");
    }
    assertNoThreadIsLeft();
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      assertEquals("alice", war.script().getWithKey("/api/me", key).text("user"));
    }
  }

  private void assertWorks(String attributes, String declarations) throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML.formatted(attributes, declarations));
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters)) {
      assertAnswers(war);
    }
  }

  private static void assertAnswers(DeployedWar war) throws Exception {
    assertAnswers(war, "test_");
  }

  private static void assertAnswers(DeployedWar war, String start) throws Exception {
    assertTrue(war.isAvailable(), "" + war.failure());
    assertEquals(
        403,
        war.script().get("/api/me").status(),
        "the application's own filter decides without a key");
    String key = login(war).createKey("n");
    Reply seen = war.script().getWithKey("/api/me", key);
    assertEquals(200, seen.status(), "the application's own filter sees the key's owner");
    assertEquals("alice", seen.text("user"));
    assertEquals(
        401, war.script().getWithKey("/api/me", key.replace(start, start + "a")).status());
  }

  private static Browser login(DeployedWar war) throws Exception {
    return war.browser().login(Map.of("user", "alice", "roles", "user"));
  }

  /** A pool ends its thread while it closes its connections, which takes a moment. */
  private void assertNoThreadIsLeft() throws InterruptedException {
    Set<Thread> left = ours();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(5000);
    }
    left.removeIf(thread -> !thread.isAlive());
    assertEquals(Set.of(), left);
  }

  private static Set<Thread> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread ->
            List.of("postern", "agroal", "derby").stream().anyMatch(thread.getName()::startsWith))
        .filter(thread -> !thread.getName().startsWith("derby.rawStoreDaemon")
            || thread.getName().contains("data"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root != null && root.getCause() != null && !(root instanceof SettingsException)) {
      root = root.getCause();
    }
    return root;
  }
}
