package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Cache;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in a finished WAR: each is put into one that was right before. */
class DoctorIT {

  private static final String WEB_XML = "WEB-INF/web.xml";

  @TempDir
  private static Path grafted;

  private static Map<String, byte[]> inOrder;

  @TempDir
  private Path folder;

  private Map<String, byte[]> war;

  @BeforeAll
  static void graft() throws Exception {
    Grafts grafts = new Grafts(grafted);
    grafts
        .run(Wars.application().webXml(Wars.webXml("", "")), "--filter=declared")
        .ok();
    inOrder = Wars.content(grafts.output());
  }

  @BeforeEach
  void copy() {
    war = new TreeMap<>(inOrder);
  }

  @Test
  void aGraftedWarIsInOrder() {
    assertTrue(doctor().ok().lines().stream().allMatch(line -> line.startsWith("OK")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<async-supported>true</async-supported> | | ALARM | without <async-supported>",
        "<dispatcher>ASYNC</dispatcher> | | WARNING | no <dispatcher> ASYNC",
        "<url-pattern>/*</url-pattern> | <url-pattern>/api/*</url-pattern> | ALARM | does"
            + " not see /postern/api/*",
        "<url-pattern>/*</url-pattern> | <url-pattern>/postern/*</url-pattern> | WARNING |"
            + " not mapped to /*",
        "<url-pattern>/*</url-pattern> | <servlet-name>postern-api</servlet-name> | WARNING"
            + " | not mapped to /*",
        "<param-name>postern.prefix | <param-name>postern.prefx | ALARM | Did you mean"
            + " 'postern.prefix'",
        "<param-value>session</param-value> | <param-value>sesion</param-value> | ALARM |"
            + " 'sesion'",
        "<param-name>postern.login</param-name> | <param-name>postern.schema</param-name> |"
            + " ALARM | postern.schema must be",
        "<param-name>postern.login</param-name> |"
            + " <param-name>postern.constraints</param-name> | ALARM | There is no file"
            + " session in WEB-INF/classes",
        "<param-name>postern.pepper-file</param-name> |"
            + " <param-name>postern.jdbc-password</param-name> | WARNING |"
            + " postern.jdbc-password is in web.xml",
        "</web-app> |"
            + " <security-constraint><web-resource-collection><url-pattern>/api/*</url-pattern>"
            + "</web-resource-collection><auth-constraint/></security-constraint></web-app>"
            + " | WARNING | nobody at all"
      })
  void whatIsWrongInTheDescriptorIsFound(String from, String to, String level, String words) {
    change(text -> {
      assertTrue(text.contains(from), text);
      return text.replace(from, to == null ? "" : to);
    });
    assertFound(level, words);
  }

  @Test
  @DisplayName(
      "S-11: what a declared filter does not see, though it has to guard it, is an alarm that"
          + " names it")
  void whatTheFilterDoesNotSeeIsFound() {
    change(text -> text.replaceFirst(
        "<url-pattern>/\\*</url-pattern>", "<url-pattern>/postern/*</url-pattern>"));
    assertFound("WARNING", "outside of that no key is accepted, and nothing is guarded");
    war.put(
        "WEB-INF/classes/postern-constraints.xml",
        ("<c><security-constraint><web-resource-collection><url-pattern>/vault/*"
                + "</url-pattern></web-resource-collection>"
                + "<auth-constraint/></security-constraint></c>")
            .getBytes(StandardCharsets.UTF_8));
    assertFound("ALARM", "does not see /vault/*");
    change(text -> text.replace(
        "</web-app>",
        "<context-param><param-name>postern.required-paths</param-name><param-value>/batch/run,"
            + " *.do</param-value></context-param></web-app>"));
    assertFound("ALARM", "does not see /batch/run, *.do, /vault/*");
    change(text -> text.replaceFirst(
        "<url-pattern>/postern/\\*</url-pattern>",
        "<url-pattern>/postern/*</url-pattern>"
            + "<url-pattern>/batch/run</url-pattern><url-pattern>/vault/*</url-pattern>"));
    assertFound("ALARM", "does not see /batch/run, *.do,");
  }

  @ParameterizedTest
  @CsvSource({
    "postern.required-paths, /batch/*",
    "postern.login-or-key-paths, /batch/*",
    "postern.management, false",
    "postern.constraints, postern-constraints.xml"
  })
  @DisplayName(
      "S-11: a kind of dispatch that passes a declared filter by is an alarm where something"
          + " is closed")
  void aDispatchThatPassesTheFilterByIsFound(String name, String value) {
    war.put(
        "WEB-INF/classes/postern-constraints.xml",
        ("<c><security-constraint><web-resource-collection><url-pattern>/vault/*"
                + "</url-pattern></web-resource-collection>"
                + "<auth-constraint/></security-constraint></c>")
            .getBytes(StandardCharsets.UTF_8));
    change(text -> text.replace(
        "</web-app>",
        "<context-param><param-name>"
            + name
            + "</param-name><param-value>"
            + value
            + "</param-value></context-param></web-app>"));
    String whole = new String(war.get(WEB_XML), StandardCharsets.UTF_8);
    assertEquals(ExitCode.OK, doctor().code(), "all kinds are mapped");
    for (String type : new String[] {"REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR"}) {
      change(text -> whole.replaceFirst("<dispatcher>" + type + "</dispatcher>", ""));
      assertFound("ALARM", "no <dispatcher> " + type + " for ");
    }
    change(text -> whole.replaceAll("<dispatcher>[A-Z]*</dispatcher>", ""));
    assertFound("ALARM", "no <dispatcher> FORWARD, INCLUDE, ASYNC, ERROR for ");
    change(text -> text.replace(
        "</web-app>",
        "<filter-mapping><filter-name>postern</filter-name><url-pattern>/*</url-pattern>"
            + "<dispatcher>FORWARD</dispatcher><dispatcher>INCLUDE</dispatcher>"
            + "<dispatcher>ASYNC</dispatcher><dispatcher>ERROR</dispatcher>"
            + "</filter-mapping></web-app>"));
    assertEquals(ExitCode.OK, doctor().code(), "two mappings count together");
  }

  @Test
  void aFilterThatIsNotMappedOrNotFirstIsFound() {
    change(text -> text.replaceFirst(
        "(?s)(<filter-mapping>\\s*<filter-name>postern<.*?</filter-mapping>)(.*)</web-app>",
        "$2$1</web-app>"));
    assertFound("WARNING", "comes after 'own'");
    change(text ->
        text.replaceFirst("(?s)<filter-mapping>\\s*<filter-name>postern<.*?</filter-mapping>", ""));
    assertFound("ALARM", "mapped to nothing");
  }

  @Test
  void whatSwitchesTheJarOffIsFound() {
    change(text -> Wars.webXml("", "<absolute-ordering><name>other</name></absolute-ordering>"));
    assertFound("ALARM", "the jar is disabled");
    change(text -> "<web-app version='2.5'/>");
    assertFound("ALARM", "before 3.0");
  }

  @Test
  void librariesThatAreMissingTwiceOrWrongAreFound() {
    war.put("WEB-INF/lib/caffeine-2.9.jar", Wars.empty().type(Cache.class, "").bytes());
    assertFound("ALARM", "two libraries with the same classes");
    war.keySet().removeIf(name -> name.contains("caffeine"));
    assertFound("ALARM", "caffeine is missing");
    war.keySet().removeIf(name -> name.contains("jakarta.persistence-api"));
    assertFound("WARNING", "Tomcat and Jetty have not");
    war.keySet().removeIf(name -> name.contains("derby"));
    assertFound("WARNING", "POSTERN_JDBC_URL");
    war.keySet().removeIf(name -> name.contains("eclipse"));
    assertFound("WARNING", "a persistence provider");
    byte[] postern = war.get(war.keySet().stream()
        .filter(name -> name.contains("/postern-"))
        .findFirst()
        .orElseThrow());
    war.put("WEB-INF/lib/keys.jar", postern);
    assertFound("ALARM", "2 jars of Postern");
    war.keySet().removeIf(name -> name.contains("postern-") || name.contains("keys.jar"));
    assertFound("ALARM", "no Postern");
    assertEquals(1, doctor().lines().size(), "the rest is about what works with it");
  }

  @Test
  void whatServersAreToldInTheWarIsLookedAt() {
    war.put(
        "META-INF/context.xml",
        "<Context unpackWAR='false'><JarScanner><JarScanFilter pluggabilitySkip='a.jar, p*.jar'/>"
            .concat("</JarScanner></Context>")
            .getBytes(StandardCharsets.UTF_8));
    assertFound("WARNING", "pluggabilitySkip");
    assertFound("WARNING", "unpackWAR");
    war.put(
        "WEB-INF/jetty-web.xml",
        "<Configure>configurationDiscovered</Configure>".getBytes(StandardCharsets.UTF_8));
    assertFound("WARNING", "jetty-web.xml");
    war.put("org/springframework/boot/loader/x.class", new byte[0]);
    assertFound("WARNING", "java -jar");
    war.put(
        "WEB-INF/lib/hibernate-core-7.1.0.jar",
        Wars.empty()
            .file("org/hibernate/jpa/HibernatePersistenceProvider.class", new byte[0])
            .bytes());
    assertFound("WARNING", "in jboss-deployment-structure.xml");
  }

  @Test
  void whoReadsTheUserFromTheSessionIsToldOfTheBridge() {
    war.keySet().removeIf(name -> name.contains("/OwnServlet") || name.contains("/OwnFilter"));
    assertFound("WARNING", "postern.login=session is set without postern.bridge.user");
    change(text -> text.replaceFirst(
        "<context-param>",
        "<context-param><param-name>postern.bridge.user</param-name>"
            + "<param-value>user</param-value></context-param><context-param>"));
    assertFalse(doctor().out().contains("postern.bridge.user"), "nothing is missing");
  }

  @Test
  void whatIsMissingComesBeforeWhatFollowsFromIt() {
    change(text -> text.replaceFirst(
        "(?s)<context-param>\\s*<param-name>postern.prefix<.*?</context-param>", ""));
    assertFound("WARNING", " The setting postern.prefix is missing.");
  }

  private void change(UnaryOperator<String> change) {
    String text = new String(war.get(WEB_XML), StandardCharsets.UTF_8);
    war.put(WEB_XML, change.apply(text).getBytes(StandardCharsets.UTF_8));
  }

  private void assertFound(String level, String words) {
    Run run = doctor();
    assertTrue(
        run.lines().stream().anyMatch(line -> line.startsWith(level) && line.contains(words)),
        run.out());
    boolean alarm = run.lines().stream().anyMatch(line -> line.startsWith("ALARM"));
    assertEquals(alarm ? ExitCode.REFUSED : ExitCode.OK, run.code(), run.out());
  }

  private Run doctor() {
    Wars changed = Wars.empty();
    war.forEach(changed::file);
    Path file = changed.write(folder.resolve("changed.war"));
    Run run = new Commands().run("doctor", file.toString());
    assertTrue(Files.exists(file));
    return run;
  }
}
