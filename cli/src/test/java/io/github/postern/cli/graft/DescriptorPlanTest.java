package io.github.postern.cli.graft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.graft.GraftRequest.Consent;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody's {@code web.xml} is changed where it has to be, and nowhere else. */
class DescriptorPlanTest {

  private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  private static final String START =
      "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">";

  @Test
  void aParameterComesAfterTheOthersAndLooksLikeThem() {
    String old = START + """

                            <!-- one -->
                            <context-param>
                                <param-name>a</param-name>
                                <param-value>b</param-value>
                            </context-param> <!-- of the first -->

                            <!-- about the servlet -->
                            <servlet/>
                        </web-app>
                        """;
    assertEquals(
        old.replace("</context-param>", """
                        </context-param>
                            <context-param>
                                <param-name>postern.prefix</param-name>
                                <param-value>jobs</param-value>
                            </context-param>\
                        """.stripTrailing()),
        changed(old, Map.of("postern.prefix", "jobs")));
  }

  /** Whatever it looks like: take out what was put in, and it is what it was. */
  @ParameterizedTest
  @MethodSource("documents")
  void allElseStaysAsItWasWritten(String old) {
    for (boolean declared : List.of(false, true)) {
      Set<Consent> consents = declared ? EnumSet.of(Consent.DECLARED_FILTER) : Set.of();
      String now =
          changed(old, Map.of("postern.prefix", "jobs", "postern.admin-roles", "ä€&<>"), consents);
      String rest = now.replaceAll(
          "\\s*<(x:)?(context-param|filter|filter-mapping|servlet|servlet-mapping)>\\s*"
              + "<(x:)?(param-name|filter-name|servlet-name)>postern(?s:.*?)</(x:)?\\2>",
          "");
      assertEquals(old, rest);
      WebXml read = WebXml.parse(now.getBytes(StandardCharsets.UTF_8));
      assertEquals("jobs", read.parameters().get("postern.prefix"));
      assertEquals("ä€&<>", read.parameters().get("postern.admin-roles"));
      assertEquals(
          declared || read.isBeforeFragments() ? 1 : 0,
          read.filters(DescriptorPlan.FILTER).size());
    }
  }

  static Stream<String> documents() {
    String children = "<display-name>n</display-name>\n"
        + "\t<filter>\n"
        + "\t\t<filter-name>own</filter-name>\n"
        + "\t</filter>\n"
        + "\t<filter-mapping>\n"
        + "\t\t<filter-name>own</filter-name>\n"
        + "\t</filter-mapping>\n"
        + "\t<servlet><servlet-name>own</servlet-name></servlet>\n";
    return Stream.of(
        DECLARATION + START + "\n\t" + children + "</web-app>",
        (DECLARATION + START + "\n\t" + children + "</web-app>\n").replace("\n", "\r\n"),
        START + "</web-app>",
        START + "\n</web-app>\n<!-- after -->\n",
        START + "<display-name>all in one line</display-name></web-app>",
        "<!-- <web-app> --><?pi <web-app> ?>"
            + START
            + "<!-- <filter> > -->"
            + "<display-name><![CDATA[<filter>]]></display-name>"
            + "<description a='>' b=\"'/>\">x</description></web-app>",
        "<!DOCTYPE web-app PUBLIC '-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN'"
            + " 'http://java.sun.com/dtd/web-app_2_3.dtd' [\n"
            + "<!-- a ' > ] -->\n"
            + "<!ENTITY e \"]>\">\n"
            + "]>\n"
            + "<web-app>\n"
            + "  <display-name>&e;</display-name>\n"
            + "</web-app>",
        "<x:web-app xmlns:x=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">\n"
            + "  <x:display-name/>\n"
            + "  <x:filter><x:filter-name>own</x:filter-name></x:filter>\n"
            + "</x:web-app>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "ISO-8859-1", "UTF-8"})
  void theEncodingStays(String name) {
    Charset charset = Charset.forName(name);
    String mark = name.startsWith("UTF") ? "\ufeff" : "";
    String declared = name.startsWith("UTF-16") ? "UTF-16" : name;
    String old = mark
        + "<?xml version=\"1.0\" encoding=\""
        + declared
        + "\"?>\n"
        + START
        + "<!-- ü --></web-app>";
    byte[] now = plan(old.getBytes(charset), Map.of("postern.admin-roles", "ü€"), Set.of())
        .content()
        .orElseThrow();
    assertTrue(new String(now, charset)
        .startsWith(mark + "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>"));
    assertTrue(new String(now, charset).contains("<!-- ü -->"));
    assertEquals("ü€", WebXml.parse(now).parameters().get("postern.admin-roles"));
  }

  @Test
  void theFilterIsMappedBeforeAllOthersAndAsTheLibraryDoesIt() {
    String now = changed(
        documents().findFirst().orElseThrow(), Map.of(), EnumSet.of(Consent.DECLARED_FILTER));
    WebXml read = WebXml.parse(now.getBytes(StandardCharsets.UTF_8));
    XmlElement mapping = read.root().first("filter-mapping").orElseThrow();
    assertEquals("postern", mapping.text("filter-name"));
    assertEquals(List.of("/keys/*", "/api/*"), mapping.texts("url-pattern"));
    assertEquals(
        List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR"), mapping.texts("dispatcher"));
    assertEquals(
        List.of(
            "display-name",
            "filter",
            "filter",
            "filter-mapping",
            "filter-mapping",
            "servlet",
            "servlet",
            "servlet-mapping"),
        read.root().children().stream().map(XmlElement::name).toList());
    assertEquals(
        "/postern/api/*", read.root().first("servlet-mapping").orElseThrow().text("url-pattern"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<absolute-ordering/>",
        "<absolute-ordering></absolute-ordering>",
        "<absolute-ordering>\n    <name>other</name>\n  </absolute-ordering>"
      })
  void theJarIsNamedFirstInAnOrderThatWouldLeaveItOut(String order) {
    String now = changed(START + "\n  " + order + "\n</web-app>", Map.of());
    XmlElement ordering =
        WebXml.parse(now.getBytes(StandardCharsets.UTF_8)).absoluteOrdering().orElseThrow();
    assertEquals("postern", ordering.texts("name").get(0));
    assertEquals(order.contains("other") ? 2 : 1, ordering.children().size());
  }

  @Test
  void anOrderThatLetsTheJarInStays() {
    for (String inside : List.of("<others/>", "<name>x</name><name>postern</name>")) {
      assertEquals(
          Optional.empty(),
          plan(
                  (START + "<absolute-ordering>" + inside + "</absolute-ordering></web-app>")
                      .getBytes(StandardCharsets.UTF_8),
                  Map.of(),
                  Set.of())
              .content());
    }
  }

  @Test
  void anElementOfOneTagIsOpened() {
    String now = changed("<web-app version='6.0' />", Map.of("postern.prefix", "jobs"));
    assertEquals(
        "jobs",
        WebXml.parse(now.getBytes(StandardCharsets.UTF_8)).parameters().get("postern.prefix"));
  }

  @Test
  void withoutADescriptorThereIsOneOnlyIfSomethingHasToBeSaid() {
    assertEquals(
        Optional.empty(),
        DescriptorPlan.of(Optional.empty(), settings(Map.of()), request(Set.of()))
            .content());
    DescriptorPlan plan = DescriptorPlan.of(
        Optional.empty(), settings(Map.of("postern.prefix", "a")), request(Set.of()));
    assertEquals(
        "6.0",
        WebXml.parse(plan.content().orElseThrow()).version().orElseThrow().text());
    assertEquals("--- /dev/null", plan.diff().get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<web-app>",
        "<web-app></web-app",
        "<beans/>",
        "no",
        "",
        "<!DOCTYPE w [<!ENTITY f '<filter/>'>]><web-app>&f;</web-app>"
      })
  void whatIsNoDescriptorIsRefused(String text) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> changed(text, Map.of("postern.prefix", "a")));
    assertTrue(refused.getMessage().startsWith("WEB-INF/web.xml"), refused.getMessage());
  }

  /** A descriptor of others must not make this program read files or call servers. */
  @Test
  void nothingOutsideOfTheDescriptorIsRead() {
    String now = changed(
        "<!DOCTYPE web-app SYSTEM 'http://127.0.0.1:1/none.dtd' [<!ENTITY f SYSTEM"
            + " 'file:///etc/hostname'>]>\n"
            + "<web-app version='6.0'><display-name>&f;</display-name></web-app>",
        Map.of("postern.prefix", "a"));
    assertEquals(
        "", WebXml.parse(now.getBytes(StandardCharsets.UTF_8)).root().text("display-name"));
  }

  @Test
  void theDiffHasTheChangeAndThreeLinesAroundIt() {
    List<String> diff = plan(
            (START
                    + "\n"
                    + "  <a/>\n"
                    + "  <b/>\n"
                    + "  <c/>\n"
                    + "  <d/>\n"
                    + "  <servlet/>\n"
                    + "  <e/>\n"
                    + "  <f/>\n"
                    + "  <g/>\n"
                    + "  <h/>\n"
                    + "</web-app>\n")
                .getBytes(StandardCharsets.UTF_8),
            Map.of("postern.prefix", "jobs"),
            Set.of())
        .diff();
    assertEquals(
        List.of(
            "--- WEB-INF/web.xml",
            "+++ WEB-INF/web.xml",
            "@@ -3,6 +3,10 @@",
            "   <b/>",
            "   <c/>",
            "   <d/>",
            "+  <context-param>",
            "+    <param-name>postern.prefix</param-name>",
            "+    <param-value>jobs</param-value>",
            "+  </context-param>",
            "   <servlet/>",
            "   <e/>",
            "   <f/>"),
        diff);
  }

  private static String changed(String old, Map<String, String> settings) {
    return changed(old, settings, Set.of());
  }

  private static String changed(String old, Map<String, String> settings, Set<Consent> consents) {
    return new String(
        plan(old.getBytes(StandardCharsets.UTF_8), settings, consents).content().orElseThrow(),
        StandardCharsets.UTF_8);
  }

  private static DescriptorPlan plan(
      byte[] old, Map<String, String> settings, Set<Consent> consents) {
    return DescriptorPlan.of(Optional.of(WebXml.parse(old)), settings(settings), request(consents));
  }

  private static SettingsPlan settings(Map<String, String> wanted) {
    return new SettingsPlan(
        new TreeMap<>(wanted),
        Map.of(
            "url-patterns",
            List.of("/keys/*", "/api/*"),
            "path",
            List.of("/postern/api"),
            "database",
            List.of("embedded")),
        List.of());
  }

  private static GraftRequest request(Set<Consent> consents) {
    return new GraftRequest(Map.of(), List.of(), Set.of(), Set.of(), Set.of(), Set.of(), consents);
  }
}
