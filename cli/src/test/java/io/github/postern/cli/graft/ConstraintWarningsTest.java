package io.github.postern.cli.graft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.cli.war.WebXml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The constraints that graft and doctor report. */
class ConstraintWarningsTest {

  @Test
  void bothRemediesAreNamed() {
    List<String> warnings = warnings("filter");
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(
        warnings.get(0).contains("shuts scripts out of /reports/*")
            && warnings.get(0).contains("--move-constraints")
            && warnings.get(0).contains("--set postern.authentication=container"),
        warnings.toString());
  }

  @Test
  void noneIsReportedThatOpensToKeys() {
    assertEquals(List.of(), warnings("container"));
  }

  private static List<String> warnings(String authentication) {
    return ConstraintWarnings.of(
        WebXml.parse("""
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <context-param>
            <param-name>postern.authentication</param-name>
            <param-value>%s</param-value>
          </context-param>
          <security-constraint>
            <web-resource-collection>
              <web-resource-name>reports</web-resource-name>
              <url-pattern>/reports/*</url-pattern>
            </web-resource-collection>
            <auth-constraint><role-name>user</role-name></auth-constraint>
          </security-constraint>
        </web-app>
        """.formatted(authentication).getBytes(StandardCharsets.UTF_8)));
  }
}
