package io.github.postern.cli.graft;

import io.github.postern.cli.graft.GraftRequest.Consent;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WebXml;
import io.github.postern.cli.war.XmlElement;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The planned changes of {@code web.xml}.
 *
 * @param content the new one; empty if it stays as it is
 * @param files what else is written, by its name
 * @param diff the change
 * @param warnings what somebody should know
 */
record DescriptorPlan(
    Optional<byte[]> content, Map<String, byte[]> files, List<String> diff, List<String> warnings) {

  static final String FRAGMENT = "postern";
  static final String FILTER = "io.github.postern.PosternFilter";
  static final String SERVLET = "io.github.postern.PosternServlet";

  /** As the library maps the filter itself. */
  static final List<String> DISPATCHERS =
      List.of("REQUEST", "FORWARD", "INCLUDE", "ASYNC", "ERROR");

  private static final String NEW = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee"
                     xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                     xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee \
            https://jakarta.ee/xml/ns/jakartaee/web-app_6_0.xsd"
                     version="6.0">
            </web-app>
            """;

  /**
   * Decides.
   *
   * @throws RefusedException if it takes a consent that was not given
   */
  static DescriptorPlan of(Optional<WebXml> present, SettingsPlan settings, GraftRequest request) {
    List<String> warnings = new ArrayList<>();
    boolean declared = present
        .map(webXml -> declares(webXml, request, warnings))
        .orElse(request.allows(Consent.DECLARED_FILTER));
    if (present.isEmpty()
        && !declared
        && settings.wanted().isEmpty()
        && !request.allows(Consent.MOVED_CONSTRAINTS)) {
      return new DescriptorPlan(Optional.empty(), Map.of(), List.of(), warnings);
    }
    WebXml webXml = present
        .map(DescriptorPlan::withSpace)
        .orElseGet(() -> WebXml.parse(NEW.getBytes(StandardCharsets.UTF_8)));
    WebXmlEditor editor = new WebXmlEditor(webXml);
    settings
        .wanted()
        .forEach((name, value) ->
            editor.setParameter(name, value, request.allows(Consent.OTHER_VALUES)));
    if (webXml.leavesOut(FRAGMENT)) {
      editor.orderFirst(webXml.absoluteOrdering().orElseThrow(), FRAGMENT);
      warnings.add("web.xml has an <absolute-ordering> without <others/>, which disables every jar"
          + " that it does not name; 'postern' was put first in it.");
    }
    if (declared) {
      declare(webXml, editor, settings);
    }
    Map<String, byte[]> files = request.allows(Consent.MOVED_CONSTRAINTS)
        ? Map.of(MovedConstraints.PATH, MovedConstraints.move(webXml, editor))
        : Map.of();
    return result(present, webXml, editor, files, warnings);
  }

  /** An outermost element of one tag is opened, so that something can be put into it. */
  private static WebXml withSpace(WebXml webXml) {
    XmlElement root = webXml.root();
    if (!root.isOneTag()) {
      return webXml;
    }
    String text = webXml.document().text();
    String opened =
        text.substring(0, root.end()).replaceFirst("\\s*/>$", ">\n</" + root.qualifiedName() + ">")
            + text.substring(root.end());
    return WebXml.parse(opened.getBytes(webXml.document().charset()));
  }

  private static boolean declares(WebXml webXml, GraftRequest request, List<String> warnings) {
    if (webXml.isBeforeFragments() && !request.allows(Consent.DECLARED_FILTER)) {
      warnings.add("web.xml is of a version before 3.0, for which some servers let no library"
          + " register anything, so the filter is declared in it.");
      return true;
    }
    if (webXml.isMetadataComplete() && !request.allows(Consent.DECLARED_FILTER)) {
      if (!request.allows(Consent.METADATA_COMPLETE)) {
        throw new RefusedException(
            "web.xml says metadata-complete=\"true\": the application wants nothing to"
                + " be registered but what is written there. The standard lets the jar"
                + " register its filter all the same (Servlet 6.0, 8.2.4), and the"
                + " servers that were tried do. Agree to that by"
                + " --accept-metadata-complete, or have the filter written into web.xml"
                + " by --filter declared.");
      }
      return webXml.leavesOut(FRAGMENT);
    }
    return request.allows(Consent.DECLARED_FILTER);
  }

  private static void declare(WebXml webXml, WebXmlEditor editor, SettingsPlan settings) {
    if (webXml.filters(FILTER).isEmpty()) {
      editor.declareFilter("postern", FILTER, settings.urlPatterns(), DISPATCHERS);
    }
    if (webXml.servlets(SERVLET).isEmpty()) {
      editor.declareServlet("postern-api", SERVLET, settings.path() + "/*");
    }
  }

  private static DescriptorPlan result(
      Optional<WebXml> present,
      WebXml webXml,
      WebXmlEditor editor,
      Map<String, byte[]> files,
      List<String> warnings) {
    if (!editor.isChanged()) {
      return new DescriptorPlan(Optional.empty(), files, List.of(), warnings);
    }
    String changed = editor.result();
    Charset charset = webXml.document().charset();
    byte[] content = changed.getBytes(charset);
    WebXml.parse(content);
    String old = present.map(it -> it.document().text()).orElse("");
    return new DescriptorPlan(
        Optional.of(content), files, UnifiedDiff.of("WEB-INF/web.xml", old, changed), warnings);
  }
}
