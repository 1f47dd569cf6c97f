package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The API of Jakarta Security, and CDI by Weld where that is: the build's run
 * {@code jakarta-security} brings it. Soteria, which implements the API, needs Jakarta
 * Authorization by the server, which Jetty has not.
 */
class JakartaSecurityLoginTest {

  @Test
  @Tag("cdi")
  void theCallerOfTheSecurityContextIsALocalLogin(@TempDir Path folder) throws Exception {
    deploy(folder, "JakartaSecurityApp.class");
    try (DeployedWar war = DeployedWar.start(
        folder,
        Map.of(
            "postern.prefix",
            "test",
            "postern.pepper",
            TestApp.PEPPER,
            "postern.data-directory",
            folder.resolve("data").toString(),
            "postern.login",
            "jakarta-security",
            "postern.admin-roles",
            "administrator"),
        ContainerLoginTest::users)) {
      Browser alice = war.browser();
      assertEquals("not-logged-in", alice.api("GET", "/policy", null).code());
      ContainerLoginTest.form(alice);
      JsonObject key = alice.create("{\"name\":\"nightly\",\"validFor\":\"P30D\"}");
      assertEquals("alice local", key.getString("owner") + " " + key.getString("loginSource"));
      assertEquals(
          "[\"administrator\",\"allowed\",\"annotated\",\"constrained\",\"declared\",\"only-listed\"]",
          key.get("roles").toString());
      assertEquals(
          "alice",
          war.script().getWithKey("/postern/api/self", key.getString("key")).text("owner"));
    }
  }

  @Test
  @Tag("cdi")
  void withoutSuchABeanTheLogSaysSo(@TempDir Path folder) throws Exception {
    deploy(folder, "JakartaSecurityApp$Other.class");
    try (DeployedWar war = DeployedWar.start(
            folder,
            Map.of(
                "postern.prefix",
                "test",
                "postern.pepper",
                TestApp.PEPPER,
                "postern.data-directory",
                folder.resolve("data").toString(),
                "postern.login",
                "jakarta-security"),
            ContainerLoginTest::users);
        LogCapture log = new LogCapture()) {
      assertEquals(500, war.browser().api("GET", "/policy", null).status());
      assertTrue(
          log.text()
              .contains("CDI answered with"
                  + " org.jboss.weld.exceptions.UnsatisfiedResolutionException"),
          log.text());
    }
  }

  @Test
  @Tag("no-cdi")
  void withoutCdiTheLogSaysWhatIsMissing() throws Exception {
    try (TestApp app =
            TestApp.start(builder -> builder.setting("postern.login", "jakarta-security"));
        LogCapture log = new LogCapture()) {
      assertEquals(500, app.browser().api("GET", "/policy", null).status());
      assertTrue(
          log.text()
              .contains("postern.login is 'jakarta-security', but the SecurityContext"
                  + " of Jakarta Security cannot be had: CDI answered with"
                  + " java.lang.IllegalStateException"),
          log.text());
    }
  }

  /** Weld looks for beans among the classes of the application. */
  private static void deploy(Path folder, String bean) throws Exception {
    DeployedWar.write(folder, "WEB-INF/web.xml", ContainerLoginTest.webXml("FORM", ""));
    DeployedWar.write(
        folder,
        "WEB-INF/beans.xml",
        "<beans xmlns=\"https://jakarta.ee/xml/ns/jakartaee\""
            + " version=\"4.0\" bean-discovery-mode=\"annotated\"/>");
    DeployedWar.writeClasses(folder, JakartaSecurityApp.class, bean);
  }
}
