package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Networks of keys and of proxies, with the addresses as Jetty gives them. */
class AddressTest {

  @Test
  @DisplayName("E-8: a key that is limited to an IPv6 network works from there on Jetty, which puts"
      + " addresses in brackets")
  void aKeyLimitedToIpv6Works() throws Exception {
    try (TestApp app = TestApp.prepare().connector(it -> it.setHost("::1")).run(builder -> {})) {
      Browser alice = app.loggedIn("alice", "user");
      String inside =
          alice.create("{\"name\":\"in\",\"networks\":[\"::1/128\"]}").getString("key");
      String outside =
          alice.create("{\"name\":\"out\",\"networks\":[\"2001:db8::/32\"]}").getString("key");
      assertEquals(200, app.script().getWithKey("/api/me", inside).status());
      assertEquals(401, app.script().getWithKey("/api/me", outside).status());
    }
  }

  @Test
  @DisplayName("E-8: addresses that Jetty takes from a proxy's header count too, with brackets and"
      + " with ports")
  void forwardedAddressesCount() throws Exception {
    try (TestApp app =
        TestApp.prepare().connector(AddressTest::believeProxies).run(builder -> {})) {
      Browser alice = app.loggedIn("alice", "user");
      String key = alice
          .create("{\"name\":\"in\",\"networks\":[\"2001:db8::/32\",\"10.0.0.0/8\"]}")
          .getString("key");
      for (String address : new String[] {
        "[2001:db8::7]:4711", "2001:db8::7", "[2001:db8::7]", "10.1.2.3:80", "10.1.2.3"
      }) {
        assertEquals(
            200,
            app.script()
                .get("/api/me", "X-API-Key", key, "X-Forwarded-For", address)
                .status(),
            address);
      }
      for (String address : new String[] {"[2001:db9::7]:4711", "11.1.2.3:80", "unknown"}) {
        assertEquals(
            401,
            app.script()
                .get("/api/me", "X-API-Key", key, "X-Forwarded-For", address)
                .status(),
            address);
      }
      assertEquals(
          200,
          app.script()
              .get("/api/me", "X-API-Key", key, "Forwarded", "for=\"[2001:db8::7]:4711\"")
              .status());
    }
  }

  @Test
  @DisplayName("F-22: what a client says of its own address counts for nothing where the container"
      + " believes no proxy")
  void nobodyChoosesTheirAddress() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      String outside = alice
          .create("{\"name\":\"out\",\"networks\":[\"10.0.0.0/8\",\"2001:db8::/32\"]}")
          .getString("key");
      String inside =
          alice.create("{\"name\":\"in\",\"networks\":[\"127.0.0.0/8\"]}").getString("key");
      for (String[] said : new String[][] {
        {"X-Forwarded-For", "10.1.2.3"},
        {"X-Forwarded-For", "10.1.2.3, 127.0.0.1"},
        {"X-Forwarded-For", "::ffff:10.1.2.3"},
        {"X-Forwarded-For", "2001:db8::7"},
        {"X-Forwarded-For", ""},
        {"Forwarded", "for=10.1.2.3"},
        {"Forwarded", "for=\"[2001:db8::7]:4711\""},
        {"X-Real-IP", "10.1.2.3"}
      }) {
        assertEquals(
            401,
            app.script().get("/api/me", "X-API-Key", outside, said[0], said[1]).status(),
            String.join(": ", said));
        assertEquals(
            200,
            app.script().get("/api/me", "X-API-Key", inside, said[0], said[1]).status(),
            String.join(": ", said));
      }
    }
  }

  @Test
  @DisplayName("E-8: a proxy that is reached by IPv6 is known by its network")
  void aProxyByIpv6IsKnown() throws Exception {
    try (TestApp app = TestApp.prepare()
        .connector(it -> it.setHost("::1"))
        .run(builder -> builder
            .setting("postern.login", "proxy")
            .setting("postern.login.user", "X-Remote-User")
            .setting("postern.login.proxies", "::1")
            .setting("postern.login.roles", "X-Roles")
            .setting("postern.login.organisation", "X-Organisation")
            .setting("postern.login.source", "X-Source")
            .setting("postern.login.session-end", "X-End")
            .setting("postern.login.authenticated-at", "X-At"))) {
      assertEquals(
          200, app.script().get("/postern/api/keys", "X-Remote-User", "alice").status());
      assertEquals(401, app.script().get("/postern/api/keys").status());
    }
  }

  @Test
  @DisplayName("S-30: a network that only looks like an address is refused with its value, and not"
      + " looked up in the DNS")
  void aLookalikeIsRefused() throws Exception {
    try (TestApp app = TestApp.start()) {
      Browser alice = app.loggedIn("alice", "user");
      for (String network : new String[] {
        "300.1.1.1", "010.1.1.1", "1.1", "0x7f.1.1.1", "1.2.3.4:5", "face", "[::1]:80"
      }) {
        assertEquals("400 invalid-request", problem(alice, network), network);
      }
    }
  }

  private static String problem(Browser browser, String network) throws Exception {
    var reply = browser.api("POST", "/keys", "{\"name\":\"n\",\"networks\":[\"" + network + "\"]}");
    return reply.status() + " " + reply.json().getString("code", "");
  }

  static void believeProxies(ServerConnector connector) {
    connector
        .getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration()
        .addCustomizer(new ForwardedRequestCustomizer());
  }
}
