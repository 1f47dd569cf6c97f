package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Constraints of {@code web.xml} move into a file that the filter keeps. */
class MoveConstraintsIT {

  private static final String CONSTRAINTS = """
            <!-- people only -->
            <security-constraint>
              <web-resource-collection><web-resource-name>all</web-resource-name>
                <url-pattern>/api/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>user</role-name></auth-constraint>
            </security-constraint>
            <security-constraint>
              <web-resource-collection><web-resource-name>safe</web-resource-name>
                <url-pattern>/safe/*</url-pattern>
              </web-resource-collection>
              <auth-constraint><role-name>*</role-name></auth-constraint>
              <user-data-constraint>
                <transport-guarantee>CONFIDENTIAL</transport-guarantee>
              </user-data-constraint>
            </security-constraint>
            <login-config><auth-method>BASIC</auth-method>
              <realm-name>own</realm-name></login-config>
            <security-role><role-name>user</role-name></security-role>
            """;
  private static final String LOGIN = """
              <security-constraint>
                <web-resource-collection>
                  <web-resource-name>login for postern</web-resource-name>
                  <url-pattern>/postern-login</url-pattern>
                </web-resource-collection>
                <auth-constraint>
                  <role-name>**</role-name>
                </auth-constraint>
              </security-constraint>
            """;

  @TempDir
  private Path folder;

  @Test
  void constraintsAreInTheFileAndOnlyOneForTheLoginIsLeft() throws Exception {
    Map<String, byte[]> content = graft(CONSTRAINTS);
    String file = text(content, "WEB-INF/classes/postern-constraints.xml");
    assertEquals(2, file.split("<security-constraint>", -1).length - 1, file);
    assertTrue(file.contains("<constraints xmlns=\"https://jakarta.ee/xml/ns/jakartaee\">"), file);
    assertTrue(
        file.contains("<url-pattern>/api/*</url-pattern>")
            && file.contains("<auth-method>BASIC</auth-method>")
            && file.contains("<security-role><role-name>user</role-name></security-role>"),
        file);
    String webXml = text(content, "WEB-INF/web.xml");
    assertTrue(webXml.replaceAll("\\s+", "").contains(LOGIN.replaceAll("\\s+", "")), webXml);
    assertFalse(
        webXml.contains("<role-name>*</role-name>")
            || webXml.contains("<role-name>user</role-name></auth-constraint>"),
        webXml);
    assertTrue(
        webXml.contains("CONFIDENTIAL") && webXml.contains("/safe/*"),
        "a safe transport is still asked for");
    assertTrue(
        webXml.contains("<!-- people only -->") && webXml.contains("<realm-name>own</realm-name>"),
        webXml);
    assertTrue(webXml.contains("<param-value>postern-constraints.xml</param-value>"), webXml);
  }

  @Test
  void nothingToMoveIsRefused() {
    Path war = Wars.application().webXml(Wars.webXml("", "")).write(folder.resolve("app.war"));
    String said = run(war).ends(ExitCode.REFUSED).err();
    assertTrue(
        said.contains("There is no <security-constraint> in web.xml that asks for a login"), said);
    assertFalse(Files.exists(folder.resolve("out.war")));
  }

  @Test
  void constraintsThatTheFilterCannotKeepAreRefused() {
    Path war = Wars.application()
        .webXml(Wars.webXml("", CONSTRAINTS.replace("/api/*", "api/*")))
        .write(folder.resolve("app.war"));
    String said = run(war).ends(ExitCode.REFUSED).err();
    assertTrue(said.contains("would not start") && said.contains("'api/*'"), said);
    assertFalse(Files.exists(folder.resolve("out.war")));
  }

  @Test
  void aFileOfConstraintsThatIsThereIsRead() {
    Path war = Wars.application()
        .webXml(Wars.webXml(
            "",
            "<context-param><param-name>postern.constraints</param-name>"
                + "<param-value>own.xml</param-value></context-param>"))
        .file("WEB-INF/classes/own.xml", "<constraints>" + CONSTRAINTS + "</constraints>")
        .write(folder.resolve("app.war"));
    new Commands()
        .run("graft", war.toString(), "--dry-run", "--set", "postern.prefix=jobs")
        .ok();
  }

  @Test
  void movingTwiceIsRefused() {
    Path war = Wars.application()
        .webXml(Wars.webXml("", CONSTRAINTS))
        .file("WEB-INF/classes/postern-constraints.xml", "<constraints/>")
        .write(folder.resolve("app.war"));
    String said = run(war).ends(ExitCode.REFUSED).err();
    assertTrue(said.contains("constraints were moved before"), said);
  }

  @Test
  void withoutTheOptionTheReportNamesIt() {
    Path war =
        Wars.application().webXml(Wars.webXml("", CONSTRAINTS)).write(folder.resolve("app.war"));
    String said = new Commands()
        .run("graft", war.toString(), "--dry-run", "--set", "postern.prefix=jobs")
        .ok()
        .out();
    assertTrue(
        said.contains("shuts scripts out of /api/*") && said.contains("--move-constraints"), said);
    assertTrue(said.contains("--set postern.authentication=container"), "the other way: " + said);
  }

  @Test
  void whereTheContainerKnowsKeysNoConstraintIsSaidToShutThemOut() {
    Path war = Wars.application()
        .webXml(Wars.webXml("", CONSTRAINTS))
        .file("WEB-INF/classes/own/Shut.class", "jakarta/servlet/annotation/ServletSecurity")
        .write(folder.resolve("app.war"));
    Path grafted = folder.resolve("out.war");
    String graft = new Commands()
        .run(
            "graft",
            war.toString(),
            "--output",
            grafted.toString(),
            "--set",
            "postern.prefix=jobs",
            "--set",
            "postern.authentication=container")
        .ok()
        .out();
    String doctor = new Commands().run("doctor", grafted.toString()).out();
    for (String said : List.of(graft, doctor)) {
      assertFalse(said.contains("shuts scripts out"), said);
      assertFalse(said.contains("ServletSecurity"), said);
    }
  }

  private Map<String, byte[]> graft(String elements) throws Exception {
    Path war =
        Wars.application().webXml(Wars.webXml("", elements)).write(folder.resolve("app.war"));
    String said = run(war).ok().out();
    assertTrue(said.contains("+ WEB-INF/classes/postern-constraints.xml"), said);
    assertFalse(said.contains("shuts scripts out"), said);
    return Wars.content(folder.resolve("out.war"));
  }

  private Run run(Path war) {
    return new Commands()
        .run(new ArrayList<>(List.of(
                "graft",
                war.toString(),
                "--output",
                folder.resolve("out.war").toString(),
                "--set",
                "postern.prefix=jobs",
                "--move-constraints"))
            .toArray(String[]::new));
  }

  private static String text(Map<String, byte[]> content, String name) {
    return new String(content.get(name), StandardCharsets.UTF_8);
  }
}
