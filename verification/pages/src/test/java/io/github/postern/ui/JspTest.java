package io.github.postern.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The element in a plain JSP of somebody else's WAR, served as a server does, under a strict
 * Content Security Policy.
 */
@Tag("browser")
class JspTest {

  private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>login</servlet-name>
                <servlet-class>io.github.postern.functional.DemoLogin</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>login</servlet-name><url-pattern>/login</url-pattern></servlet-mapping>
              <servlet>
                <servlet-name>mirror</servlet-name>
                <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
            </web-app>
            """;

  private static final String PAGE = """
            <%%@ page contentType="text/html;charset=UTF-8" pageEncoding="UTF-8" %%>
            <%% response.setHeader("Content-Security-Policy", "%s"); %%>
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <title>My account</title>
              <script type="module" src="${pageContext.request.contextPath}/postern/postern-keys.js"></script>
            </head>
            <body><main><h1>Account of ${sessionScope.user}</h1><postern-keys></postern-keys></main></body>
            </html>
            """.formatted(Pages.POLICY);

  @TempDir
  private Path folder;

  @Test
  void aKeyIsCreatedInAJspUnderAStrictPolicyAndWorks() throws Exception {
    DeployedWar.write(folder, "war/WEB-INF/web.xml", WEB_XML);
    DeployedWar.write(folder, "war/account/profile.jsp", PAGE);
    Map<String, String> parameters = Map.of(
        "postern.prefix",
        "test",
        "postern.login",
        "session",
        "postern.data-directory",
        folder.resolve("data").toString());
    try (DeployedWar war = DeployedWar.start(folder.resolve("war"), parameters);
        Chromium browser = Chromium.open(folder)) {
      Browser alice = war.browser().login(Map.of("user", "alice", "roles", "user"));
      browser.session(war.script().url(), alice.sessionId());
      browser.visit(war.script().url() + "/account/profile.jsp");
      assertEquals(
          "Account of alice", browser.script("return document.querySelector('h1').textContent"));
      browser.click("[data-action=create]");
      browser.type("[name=name]", "Nightly export");
      browser.find("[data-role=expires-preview] .local");
      browser.click("[data-action=submit-create]");
      browser.click("[data-action=show-secret]");
      String secret = browser.text("[data-role=secret]");
      assertEquals("alice", war.script().getWithKey("/api/me", secret).text("user"));
      browser.keepPicture("keys-jsp");
      browser.click("[data-action=stored]");
      browser.click("[data-action=close-secret]");
      browser.waitUntilGone("dialog");
      assertFalse(browser.everything().contains(secret));
      browser.visit(war.script().url() + "/postern/index.html");
      browser.find("tbody[data-key]");
      assertEquals(List.of(), browser.complaints());
      assertTrue(
          war.script().get("/postern/").body().contains("<postern-keys"),
          "the folder has a welcome page");
    }
  }
}
