package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.TestApp;
import jakarta.annotation.security.DeclareRoles;
import jakarta.json.JsonObject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.util.security.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jetty's own login, as {@code web.xml} asks for it. */
class ContainerLoginTest {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String[] ROLES = {
    "declared", "constrained", "annotated", "allowed", "administrator", "listed", "secret"
  };

  private static final String CONSTRAINT = """
            <security-constraint>
              <web-resource-collection><web-resource-name>keys</web-resource-name>
                <url-pattern>/postern/api/*</url-pattern></web-resource-collection>
              <auth-constraint><role-name>constrained</role-name></auth-constraint>
            </security-constraint>
            """;

  @TempDir
  private Path folder;

  /** Declares roles by annotations, and keeps in the session what a valve for SAML would. */
  @DeclareRoles("annotated")
  @ServletSecurity(@HttpConstraint(rolesAllowed = {"allowed", "**"}))
  public static final class Page extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      if (request.getParameter("end") != null) {
        request.getSession().setAttribute("saml", Map.of("end", request.getParameter("end")));
      }
    }
  }

  @Test
  void aFormLoginGivesTheRolesThatAnythingNames() throws Exception {
    try (DeployedWar war = war(
        webXml("FORM", ""),
        Map.of("postern.admin-roles", "administrator", "postern.login.role-names", "listed"))) {
      Browser alice = war.browser();
      assertEquals(401, alice.api("GET", "/policy", null).status());
      form(alice);
      JsonObject key = alice.create("{\"name\":\"nightly\",\"validFor\":\"P30D\"}");
      assertEquals("alice", key.getString("owner"));
      assertEquals("local", key.getString("loginSource"));
      assertEquals(
          "[\"administrator\",\"allowed\",\"annotated\",\"constrained\",\"declared\",\"listed\"]",
          key.get("roles").toString());
      assertEquals(
          "alice",
          war.script().getWithKey("/postern/api/self", key.getString("key")).text("owner"));
    }
  }

  @Test
  void aFragmentInAJarDeclaresRolesToo() throws Exception {
    DeployedWar.write(folder, "WEB-INF/classes/META-INF/web-fragment.xml", """
                <web-fragment xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <security-role><role-name>secret</role-name></security-role>
                </web-fragment>
                """);
    try (DeployedWar war = war(webXml("FORM", ""), Map.of())) {
      Browser alice = war.browser();
      form(alice);
      assertTrue(alice
          .create("{\"name\":\"x\",\"validFor\":\"P1D\"}")
          .get("roles")
          .toString()
          .contains("\"secret\""));
    }
  }

  @Test
  void basicCredentialsCountWhereAConstraintAsksForThem() throws Exception {
    try (DeployedWar war = war(webXml("BASIC", CONSTRAINT), Map.of("postern.carriers", "bearer"))) {
      String basic = basic();
      Browser alice = war.browser();
      assertEquals(401, alice.api("GET", "/policy", null).status());
      assertEquals(
          "alice", alice.api("GET", "/policy", null, "Authorization", basic).text("owner"));
      assertEquals(
          "alice",
          alice
              .api("POST", "/keys", "{\"name\":\"x\",\"validFor\":\"P1D\"}", "Authorization", basic)
              .text("owner"));
    }
  }

  @Test
  void aFormLoginIsFreshAtFirstAndBasicCredentialsThatABrowserRepeatsNever() throws Exception {
    Map<String, String> settings = Map.of("postern.carriers", "bearer", "postern.step-up", "PT10M");
    String body = "{\"name\":\"x\",\"validFor\":\"P1D\"}";
    try (DeployedWar war = war(webXml("BASIC", CONSTRAINT), settings)) {
      Browser alice = war.browser();
      alice.api("GET", "/policy", null, "Authorization", basic());
      assertEquals(
          "step-up-required",
          alice.api("POST", "/keys", body, "Authorization", basic()).code());
    }
    try (DeployedWar war = war(webXml("FORM", ""), settings)) {
      Browser alice = war.browser();
      form(alice);
      assertEquals(201, alice.api("POST", "/keys", body).status());
    }
  }

  @Test
  void aContainerThatDoesSamlTellsTheSessionEndByAnAttribute() throws Exception {
    Instant end = Instant.now().plus(2, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    try (DeployedWar war = war(
        webXml("FORM", ""),
        Map.of("postern.login.default-source", "saml", "postern.login.session-end", "saml.end"))) {
      Browser alice = war.browser();
      form(alice);
      assertEquals(
          "session-end-unknown", alice.api("POST", "/keys", "{\"name\":\"x\"}").code());
      alice.send("GET", "/page?end=" + end, null);
      JsonObject key = alice.create("{\"name\":\"x\"}");
      assertEquals("saml " + end, key.getString("loginSource") + " " + key.getString("expiresAt"));
    }
  }

  @Test
  void aDescriptorWithADocumentTypeIsNotReadAndTheLogSaysWhatToDo() throws Exception {
    DeployedWar.write(
        folder,
        "WEB-INF/classes/META-INF/web-fragment.xml",
        "<!DOCTYPE x [<!ENTITY e SYSTEM"
            + " 'file:///etc/passwd'>]><x><security-role><role-name>&e;</role-name>"
            + "</security-role></x>");
    try (DeployedWar war = war(webXml("FORM", ""), Map.of());
        LogCapture log = new LogCapture()) {
      Browser alice = war.browser();
      form(alice);
      assertEquals(200, alice.api("GET", "/policy", null).status());
      assertTrue(
          log.text()
              .contains(
                  "web-fragment.xml cannot be read; postern.login.role-names can" + " name them"),
          log.text());
    }
  }

  @Test
  void aPrincipalWithAnOddNameGetsNoKey() throws Exception {
    try (TestApp app = TestApp.prepare()
            .filter(
                "/*",
                (request, response, chain) -> chain.doFilter(
                    new HttpServletRequestWrapper((HttpServletRequest) request) {
                      @Override
                      public Principal getUserPrincipal() {
                        return () -> "al\nice";
                      }
                    },
                    response))
            .run(builder -> builder.setting("postern.login", "container"));
        LogCapture log = new LogCapture()) {
      assertEquals(500, app.browser().api("GET", "/policy", null).status());
      assertTrue(
          log.text()
              .contains("The user name from getUserPrincipal() has the character" + " U+000A"),
          log.text());
    }
  }

  static void form(Browser browser) throws Exception {
    browser.send("GET", "/guarded", null);
    browser.send(
        "POST", "/j_security_check", "j_username=alice&j_password=x", "Content-Type", FORM);
    browser.api("GET", "/policy", null);
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder().encodeToString("alice:x".getBytes(StandardCharsets.UTF_8));
  }

  private DeployedWar war(String webXml, Map<String, String> settings) throws Exception {
    DeployedWar.write(folder, "WEB-INF/web.xml", webXml);
    Map<String, String> all = new HashMap<>(settings);
    all.put("postern.prefix", "test");
    all.put("postern.pepper", TestApp.PEPPER);
    all.put("postern.data-directory", folder.resolve("data").toString());
    return DeployedWar.start(folder, all, ContainerLoginTest::users);
  }

  static void users(WebAppContext context) {
    UserStore store = new UserStore();
    store.addUser("alice", new Password("x"), ROLES);
    HashLoginService service = new HashLoginService("test");
    service.setUserStore(store);
    context.getSecurityHandler().setLoginService(service);
  }

  static String webXml(String method, String more) {
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
          <servlet>
            <servlet-name>page</servlet-name>
            <servlet-class>io.github.postern.logins.ContainerLoginTest$Page</servlet-class>
          </servlet>
          <servlet-mapping><servlet-name>page</servlet-name><url-pattern>/page</url-pattern></servlet-mapping>
          <servlet-mapping><servlet-name>page</servlet-name><url-pattern>/guarded</url-pattern></servlet-mapping>
          <security-constraint>
            <web-resource-collection><web-resource-name>all</web-resource-name>
              <url-pattern>/guarded</url-pattern></web-resource-collection>
            <auth-constraint><role-name>constrained</role-name></auth-constraint>
          </security-constraint>
          %s
          <login-config>
            <auth-method>%s</auth-method>
            <realm-name>test</realm-name>
            <form-login-config><form-login-page>/in.html</form-login-page>
              <form-error-page>/no.html</form-error-page></form-login-config>
          </login-config>
          <security-role><role-name>declared</role-name></security-role>
        </web-app>
        """.formatted(more, method);
  }
}
