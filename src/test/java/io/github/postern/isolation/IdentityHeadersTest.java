package io.github.postern.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Headers in which a proxy says who somebody is: beside a key the client may have written them
 * itself.
 */
class IdentityHeadersTest {

  private static final List<String> KNOWN = List.of(
      "Proxy-Authorization",
      "Remote-User",
      "X-Remote-User",
      "X_Remote_User",
      "REMOTE-GROUPS",
      "X-Forwarded-User",
      "X-Forwarded-Email",
      "X-Forwarded-Groups",
      "X-Forwarded-Access-Token",
      "X-Auth-Request-User",
      "X-Auth-Token",
      "OIDC_CLAIM_sub",
      "OIDC-Claim-groups",
      "MELLON_uid",
      "Shib-Session-ID",
      "X-Amzn-Oidc-Identity",
      "X-Goog-Authenticated-User-Email",
      "X-Goog-IAP-JWT-Assertion",
      "Cf-Access-Authenticated-User-Email",
      "X-MS-CLIENT-PRINCIPAL-NAME",
      "Tailscale-User-Login",
      "X-authentik-username",
      "X-Pomerium-Jwt-Assertion",
      "X-Vouch-User",
      "Client-Cert",
      "Ssl-Client-Subject-Dn",
      "ssl_client_cert",
      "X-SSL-Client-S-DN",
      "X-Forwarded-Client-Cert",
      "X-Forwarded-Tls-Client-Cert-Info",
      "X-Remote-Group",
      "X_Remote_Groups",
      "X-Remote-Extra-Scopes",
      "X-WebAuth-Groups",
      "X-WebAuth-Email",
      "X-Auth-Username",
      "X-Auth-Email",
      "x-auth-roles",
      "X-Auth-Userid",
      "X-Auth-Subject",
      "X-Userinfo",
      "X-Consumer-Username",
      "X-Consumer-Custom-ID",
      "X-Authenticated-Userid",
      "X-Credential-Identifier",
      "X-Apigateway-Api-Userinfo",
      "X-Endpoint-API-UserInfo",
      "X-Amzn-Mtls-Clientcert",
      "X-Amzn-Mtls-Clientcert-Subject",
      "SM_USER",
      "SM-UserDN",
      "sm_universalid",
      "iv-user",
      "iv-groups",
      "IV_CREDS",
      "OAM_REMOTE_USER",
      "Osso-User-Dn",
      "WL-Proxy-Client-Cert",
      "WL-Proxy-Remote-User",
      "Proxy-Remote-User",
      "$WSRU",
      "$WSCC",
      "CAS-User",
      "X-Auth-User",
      "X-Auth-Groups",
      "X-User",
      "X-Username",
      "X-Remote-Roles",
      "X-Remote-Name",
      "X-Remote-Email",
      "X-Proxy-User",
      "X-JWT-Assertion",
      "X-SSL-Cert",
      "X-Client-DN",
      "X-Client-Verify",
      "X-SSL-User",
      "X-Authenticated-Groups",
      "Remote-Roles",
      "X-Access-Token",
      "X-ID-Token",
      "X-Forwarded-Id-Token",
      "X-Token-Subject",
      "X-Token-User-Roles",
      "X-Amzn-Ava-User-Context",
      "Teleport-Jwt-Assertion",
      "Impersonate-User",
      "Impersonate-Extra-Scopes",
      "X-Kong-JWT-Claim-Sub",
      "X_USER_ID",
      "X-User-Name",
      "X-User-Email",
      "X-User-Roles",
      "X-User-Groups");

  private static TestApp app;
  private static String key;

  @BeforeAll
  static void start() throws Exception {
    app = TestApp.prepare()
        .servlet("/attribute", new Attribute())
        .run(builder -> proxy(builder)
            .setting("postern.hidden-headers", "X-Department, X-Cost-Centre")
            .setting("postern.login.organisation", "attribute:AJP_ORGANISATION"));
    key = key(app);
  }

  private static PosternBuilder proxy(PosternBuilder builder) {
    return builder
        .setting("postern.login", "proxy")
        .setting("postern.login.proxies", "127.0.0.1/32")
        .setting("postern.login.user", "X-Staff")
        .setting("postern.login.roles", "X-Staff-Roles")
        .setting("postern.login.source", "X-Staff-Source");
  }

  private static String key(TestApp from) throws Exception {
    Browser alice = from.browser();
    alice.api("GET", "/policy", null, "X-Staff", "alice", "X-Staff-Source", "local");
    Reply made = alice.api(
        "POST",
        "/keys",
        "{\"name\":\"n\",\"validFor\":\"P30D\"}",
        "X-Staff",
        "alice",
        "X-Staff-Source",
        "local");
    assertEquals(201, made.status(), made.body());
    return made.text("key");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static Set<String> seen(Reply reply) {
    JsonObject headers = reply.json().getJsonObject("headers");
    return headers.keySet();
  }

  private static String[] with(List<String> names, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    names.forEach(name -> headers.addAll(List.of(name, "root")));
    return headers.toArray(String[]::new);
  }

  @Test
  @DisplayName(
      "S-22: the headers of postern.login=proxy are not seen beside a key, nor are those that"
          + " a setting names")
  void configuredHeadersAreHidden() throws Exception {
    List<String> names =
        List.of("X-Staff", "x-staff-roles", "X-STAFF-SOURCE", "X-Department", "x_cost_centre");
    Reply reply = app.script().get("/api/me", with(names, "X-API-Key", key, "X-Request-Id", "7"));
    assertEquals("alice", reply.text("user"));
    assertTrue(seen(reply).contains("x-request-id"), "what says nobody's name is seen");
    for (String name : names) {
      assertTrue(!seen(reply).contains(name.toLowerCase(Locale.ROOT)), name);
    }
  }

  @Test
  @DisplayName("S-22: nor are those in which the usual proxies and gateways say who somebody is,"
      + " however they are spelt")
  void knownHeadersAreHidden() throws Exception {
    Reply reply = app.script()
        .get(
            "/api/me",
            with(
                KNOWN,
                "X-API-Key",
                key,
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Forwarded-Proto",
                "https",
                "X-User-Agent",
                "Chrome",
                "X-Client-Version",
                "2"));
    assertEquals(200, reply.status(), reply.body());
    for (String name : KNOWN) {
      assertTrue(!seen(reply).contains(name.toLowerCase(Locale.ROOT)), name);
    }
    assertTrue(
        seen(reply)
            .containsAll(List.of(
                "x-forwarded-for", "x-forwarded-proto", "x-user-agent", "x-client-version")),
        "where it came from is seen");
  }

  @Test
  @DisplayName(
      "S-22: an attribute in which the connector says who somebody is, is not seen beside a"
          + " key either")
  void configuredAttributesAreHidden() throws Exception {
    assertEquals("ours null", app.script().getWithKey("/attribute", key).body());
  }

  @Test
  @DisplayName("S-22: without a key, and where a login wins over it, these headers are the"
      + " application's as before")
  void withoutAKeyTheyAreSeen() throws Exception {
    assertTrue(seen(app.script().get("/api/me", with(KNOWN))).contains("x-remote-user"));
    assertTrue(seen(app.script().get("/api/me", "X-Staff", "alice")).contains("x-staff"));
    try (TestApp other =
        TestApp.start(builder -> proxy(builder).setting("postern.login-and-key", "login"))) {
      Reply reply = other.script().get("/api/me", "X-Staff", "alice", "X-API-Key", key(other));
      assertTrue(seen(reply).contains("x-staff"), reply.body());
      assertTrue(!seen(reply).contains("x-api-key"), reply.body());
    }
  }

  @Test
  @DisplayName("S-22: what is no name of a header stops the start")
  void whatIsNoHeaderStopsTheStart() {
    for (String wrong : List.of("X Staff", "attribute:x", "X-Staff:")) {
      Exception refused = assertThrows(
          RuntimeException.class,
          () -> TestApp.start(builder -> builder.setting("postern.hidden-headers", wrong)));
      assertTrue(refused.getMessage().contains("postern.hidden-headers"), refused.getMessage());
    }
  }

  /** Shows what a connector says by AJP. */
  private static final class Attribute extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.setAttribute("AJP_ORGANISATION", "theirs");
      request.setAttribute("AJP_OTHER", "ours");
      response
          .getWriter()
          .print(
              request.getAttribute("AJP_OTHER") + " " + request.getAttribute("AJP_ORGANISATION"));
    }
  }
}
