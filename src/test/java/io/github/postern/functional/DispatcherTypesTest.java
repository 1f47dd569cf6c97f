package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternFilter;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.TestApp;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpFilter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A filter that the application declares sees only the dispatches that it is mapped for. */
class DispatcherTypesTest {

  private static final String SCHEMA =
      " xmlns='https://jakarta.ee/xml/ns/jakartaee' version='6.0'>";
  private static final String DOCTYPE =
      "<!DOCTYPE web-app PUBLIC '-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN'"
          + " 'http://java.sun.com/dtd/web-app_2_3.dtd'>";
  private static final String ALL = "REQUEST,FORWARD,INCLUDE,ASYNC,ERROR";
  private static final Map<String, String> CLOSED = Map.of("postern.required-paths", "/batch/*");

  @TempDir
  private Path folder;

  @BeforeEach
  void constraints() throws Exception {
    DeployedWar.write(
        folder,
        "war/WEB-INF/classes/c.xml",
        "<c><security-constraint><web-resource-collection><url-pattern>"
            + "/batch/*</url-pattern></web-resource-collection>"
            + "<auth-constraint/></security-constraint></c>");
  }

  @ParameterizedTest
  @EnumSource(DispatcherType.class)
  @DisplayName(
      "S-11: where something is closed, a declared filter that one kind of dispatch passes by"
          + " stops the start")
  void oneThatIsMissingStopsTheStart(DispatcherType type) throws Exception {
    String others = Stream.of(DispatcherType.values())
        .filter(it -> it != type)
        .map(Enum::name)
        .collect(Collectors.joining(","));
    webXml(mapping("keys", "/*", others));
    assertRefused(CLOSED, "no <dispatcher> " + type);
  }

  @ParameterizedTest
  @CsvSource({
    "postern.required-paths, /batch/*",
    "postern.login-or-key-paths, *.do",
    "postern.constraints, c.xml",
    "postern.management, false"
  })
  @DisplayName("S-11: a mapping without <dispatcher> is for requests alone, and whatever is closed"
      + " wants all kinds")
  void withoutDispatchersThereAreRequestsAlone(String name, String value) throws Exception {
    webXml(mapping("keys", "/*", ""));
    assertRefused(Map.of(name, value), "no <dispatcher> FORWARD, INCLUDE, ASYNC, ERROR");
  }

  @Test
  @DisplayName("S-11: where nothing is closed, the application chooses the dispatches")
  void whereNothingIsClosedTheyAreFree() throws Exception {
    webXml(mapping("keys", "/*", ""));
    assertStarts(Map.of());
    webXml(mapping("keys", "/*", "REQUEST,ERROR"));
    assertStarts(Map.of());
  }

  @Test
  @DisplayName("S-11: several mappings, of one filter or two, count together, path by path")
  void severalMappingsCountTogether() throws Exception {
    String request = mapping("keys", "/*", "");
    webXml(request + mapping("keys", "/batch/*", "FORWARD,INCLUDE,ASYNC,ERROR"));
    assertStarts(CLOSED);
    webXml(request + mapping("keys", "/other/*", "FORWARD,INCLUDE,ASYNC,ERROR"));
    assertRefused(CLOSED, "no <dispatcher> FORWARD, INCLUDE, ASYNC, ERROR for /batch/*");
    webXml(filter("more") + request + mapping("more", "/*", "FORWARD,INCLUDE,ASYNC,ERROR"));
    assertStarts(CLOSED);
    webXml(filter("more").replace(PosternFilter.class.getName(), Passing.class.getName())
        + request
        + mapping("more", "/*", "FORWARD,INCLUDE,ASYNC,ERROR"));
    assertRefused(CLOSED, "no <dispatcher> FORWARD");
  }

  @Test
  @DisplayName("S-11: a mapping to a servlet sees what the servlet is mapped to, in its kinds of"
      + " dispatch")
  void mappingsToServletsCount() throws Exception {
    String servlet = "<servlet><servlet-name>mirror</servlet-name>"
        + "<servlet-class>io.github.postern.testing.MirrorServlet</servlet-class></servlet>"
        + "<servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/batch/*</url-pattern>"
        + "</servlet-mapping>";
    String request = mapping("keys", "/*", "REQUEST");
    webXml(servlet
        + request
        + mapping("keys", "mirror", "FORWARD,INCLUDE,ASYNC,ERROR")
            .replace("url-pattern", "servlet-name"));
    assertStarts(CLOSED);
    webXml(servlet
        + request
        + mapping("keys", "mirror", "FORWARD,ASYNC,ERROR").replace("url-pattern", "servlet-name"));
    assertRefused(CLOSED, "no <dispatcher> INCLUDE for /batch/*");
  }

  @Test
  @DisplayName(
      "S-11: a declared filter that is mapped to nothing stops the start where something is"
          + " closed")
  void mappedToNothing() throws Exception {
    webXml("");
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), settings(CLOSED))) {
      assertFalse(war.isAvailable());
      assertTrue(
          causes(war.failure()).contains("no <dispatcher> REQUEST, FORWARD"),
          causes(war.failure()));
    }
    assertStarts(Map.of());
  }

  @Test
  @DisplayName("S-11: a web.xml with a document type is read too, and nothing is fetched for it")
  void withADocumentType() throws Exception {
    webXml("<web-app>", DOCTYPE, mapping("keys", "/*", ALL));
    assertStarts(CLOSED);
    webXml("<web-app>", DOCTYPE, mapping("keys", "/*", "REQUEST,INCLUDE"));
    assertRefused(CLOSED, "no <dispatcher> FORWARD, ASYNC, ERROR for /batch/*");
  }

  @Test
  @DisplayName("S-11: the fragment of a library that declares the filter is read too; what web.xml"
      + " says stands above it")
  void inAFragment() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", "<web-app" + SCHEMA + "</web-app>");
    fragment(mapping("keys", "/*", "REQUEST,FORWARD"));
    assertRefused(CLOSED, "no <dispatcher> INCLUDE, ASYNC, ERROR for /batch/*");
    assertStarts(Map.of());
    fragment(mapping("keys", "/*", ALL));
    assertStarts(CLOSED);
    webXml(mapping("keys", "/*", "REQUEST"));
    assertRefused(CLOSED, "no <dispatcher> FORWARD, INCLUDE, ASYNC, ERROR for /batch/*");
  }

  @Test
  @DisplayName("S-11: in an embedded Jetty, where no descriptor is, Jetty itself is asked")
  void inAnEmbeddedJetty() throws Exception {
    for (EnumSet<DispatcherType> types : List.of(
        EnumSet.of(DispatcherType.REQUEST),
        EnumSet.complementOf(EnumSet.of(DispatcherType.ERROR)))) {
      Exception refused = assertThrows(
          Exception.class,
          () -> embedded(types)
              .run(builder -> builder.setting("postern.required-paths", "/batch/*"))
              .close(),
          "" + types);
      assertTrue(causes(refused).contains("ERROR for /batch/*"), causes(refused));
    }
    try (TestApp app = embedded(EnumSet.allOf(DispatcherType.class))
        .run(builder -> builder.setting("postern.required-paths", "/batch/*"))) {
      assertEquals(401, app.script().get("/batch/run").status());
    }
    embedded(EnumSet.of(DispatcherType.REQUEST)).run(builder -> {}).close();
  }

  /** A filter of the application's own. */
  public static final class Passing extends HttpFilter {

    private static final long serialVersionUID = 1L;
  }

  private static String causes(Throwable failure) {
    return Stream.iterate(failure, it -> it != null, Throwable::getCause)
        .map(Throwable::toString)
        .collect(Collectors.joining("\n"));
  }

  private static TestApp embedded(EnumSet<DispatcherType> types) {
    return TestApp.prepare().context(context -> {
      FilterHolder holder = new FilterHolder(PosternFilter.class);
      holder.setAsyncSupported(true);
      context.addFilter(holder, "/*", types);
    });
  }

  private void fragment(String mappings) throws Exception {
    Path jar = folder.resolve("war/WEB-INF/lib/library.jar");
    Files.createDirectories(jar.getParent());
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("META-INF/web-fragment.xml"));
      zip.write(("<web-fragment" + SCHEMA + filter("keys") + mappings + "</web-fragment>")
          .getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String filter(String name) {
    return "<filter><filter-name>"
        + name
        + "</filter-name><filter-class>io.github.postern.PosternFilter</filter-class>"
        + "<async-supported>true</async-supported></filter>";
  }

  private static String mapping(String name, String pattern, String dispatchers) {
    return "<filter-mapping><filter-name>"
        + name
        + "</filter-name><url-pattern>"
        + pattern
        + "</url-pattern>"
        + Stream.of(dispatchers.split(","))
            .filter(it -> !it.isEmpty())
            .map(it -> "<dispatcher>\n " + it + " </dispatcher>")
            .collect(Collectors.joining())
        + "</filter-mapping>";
  }

  private void webXml(String content) throws Exception {
    webXml("<web-app" + SCHEMA, "", content);
  }

  private void webXml(String root, String type, String content) throws Exception {
    DeployedWar.write(
        folder, "war/WEB-INF/web.xml", type + root + filter("keys") + content + "</web-app>");
  }

  private void assertStarts(Map<String, String> settings) throws Exception {
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), settings(settings))) {
      assertTrue(war.isAvailable(), "" + war.failure());
    }
  }

  private void assertRefused(Map<String, String> settings, String words) throws Exception {
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), settings(settings))) {
      assertFalse(war.isAvailable(), "it starts");
      assertTrue(causes(war.failure()).contains(words), causes(war.failure()));
    }
    try (DeployedWar war =
        DeployedWar.startWithoutInitializer(folder.resolve("war"), settings(settings))) {
      assertFalse(war.isAvailable(), "it starts where no initializer runs");
    }
  }

  private Map<String, String> settings(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of(
        "postern.prefix",
        "test",
        "postern.login",
        "session",
        "postern.data-directory",
        folder.resolve("data").toString()));
    settings.putAll(more);
    return settings;
  }
}
