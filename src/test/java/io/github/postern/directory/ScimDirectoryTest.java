package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.TcpProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of a SCIM service about an owner, over real HTTP. */
class ScimDirectoryTest {

  private static final String NAME = "bjensen@example.com";
  private static final Owner BARBARA = Owner.of(NAME);
  private static final String ID = "2819c223-7f76-453a-919d-413861904646";
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private ScimServer server;

  @BeforeEach
  void start() throws Exception {
    server = new ScimServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void activeDisabledAndGoneAreToldApart() {
    try (ConfiguredDirectory directory = directory("roles", "groups")) {
      directory.start();
      assertEquals(
          OwnerStatus.active(Set.of("editor", "user", "Tour Guides", "Employees"))
              .withOrganisation("Universal Studios")
              .withId(ID),
          directory.status(BARBARA));
      server.put(NAME, ScimServer.BARBARA.replace("\"active\": true", "\"active\": false"));
      assertEquals(
          OwnerStatus.disabled().withOrganisation("Universal Studios").withId(ID),
          directory.status(BARBARA));
      server.remove(NAME);
      assertEquals(OwnerStatus.gone(), directory.status(BARBARA));
    }
  }

  @Test
  @DisplayName("F-4: a person who was given the name of a former one has another id")
  void aLaterPersonHasAnotherId() {
    try (ConfiguredDirectory directory = directory("roles")) {
      assertEquals(Optional.of(ID), directory.status(BARBARA).id());
      server.put(NAME, ScimServer.BARBARA.replace(ID, "another"));
      assertEquals(Optional.of("another"), directory.status(BARBARA).id());
    }
  }

  @Test
  void rolesAndGroupsCountAsTheSettingSays() {
    try (ConfiguredDirectory roles = directory("roles");
        ConfiguredDirectory groups = directory("groups")) {
      assertEquals(Set.of("editor", "user"), roles.status(BARBARA).roles());
      assertEquals(Set.of("Tour Guides", "Employees"), groups.status(BARBARA).roles());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\" or userName pr or userName eq \"b",
        "back\\slash",
        "\\\"",
        "a b+c%20d&count=9",
        "\u00e4\u4e16\ud83d\ude00",
        "?#/;",
        "*"
      })
  void namesAreValuesAndNeverAPartOfTheFilter(String name) {
    try (ConfiguredDirectory directory = directory("roles")) {
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of(name)));
      server.put(
          name,
          "{\"id\":\"7\",\"active\":true,\"userName\":"
              + jakarta.json.Json.createValue(name)
              + "}");
      assertEquals(OwnerStatus.active(Set.of()).withId("7"), directory.status(Owner.of(name)));
    }
  }

  @Test
  void userNamesAreComparedWithoutCaseAsTheRfcHasIt() {
    server.put("BJensen@Example.com", ScimServer.BARBARA);
    try (ConfiguredDirectory directory = directory("roles")) {
      assertTrue(directory.status(Owner.of("BJensen@Example.com")).active());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\":\"7\",\"active\":true} | another userName",
        "{\"id\":\"7\",\"active\":true,\"userName\":\"eve\"} | another userName",
        "{\"id\":\"7\",\"userName\":\"bjensen@example.com\"} | 'active'",
        "{\"id\":\"7\",\"userName\":\"bjensen@example.com\",\"active\":\"true\"} |" + " 'active'",
        "{\"id\":\"7\",\"userName\":\"bjensen@example.com\",\"active\":null} | 'active'",
        "{\"userName\":\"bjensen@example.com\",\"active\":true} | no id",
        "7 | has not one user"
      })
  void aUserWhoMakesNoSenseIsNotLetIn(String user, String said) {
    server.put(NAME, user);
    assertRefused(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "<html></html>",
        "{}",
        "{\"totalResults\":\"0\"}",
        "{\"totalResults\":1}",
        "{\"totalResults\":2,\"Resources\":[]}",
        "{\"totalResults\":1,\"Resources\":{}}",
        "{\"totalResults\":1,\"Resources\":[1]}",
        "{\"totalResults\":0"
      })
  void anAnswerThatIsNoneLetsNobodyInAndNobodyIsGone(String body) {
    server.answer(exchange -> ScimServer.send(exchange, 200, body));
    assertRefused("The answer of");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 100, 900, 1001, 5000, 100_000})
  @DisplayName(
      "S-21: an answer that is nested deeply lets nobody in, and is no failure of this" + " server")
  void anAnswerThatIsNestedDeeplyLetsNobodyIn(int depth) {
    for (String deep : List.of(
        "[".repeat(depth) + "]".repeat(depth),
        "{\"a\":".repeat(depth) + "1" + "}".repeat(depth),
        "[".repeat(depth))) {
      server.answer(
          exchange -> ScimServer.send(exchange, 200, "{\"totalResults\":0,\"x\":" + deep + "}"));
      assertRefused("is nested more than 64 deep");
    }
  }

  @Test
  @DisplayName("S-21: brackets in a text of an answer are no depth, and extensions may be nested a"
      + " little")
  void bracketsInATextAreNoDepth() {
    server.answer(exchange -> ScimServer.send(
        exchange,
        200,
        "{\"totalResults\":0,\"x\":\"\\\""
            + "[{".repeat(100)
            + "\",\"y\":"
            + "[".repeat(40)
            + "]".repeat(40)
            + "}"));
    try (ConfiguredDirectory directory = directory("roles")) {
      assertEquals(OwnerStatus.gone(), directory.status(BARBARA));
    }
  }

  @Test
  void aListOfNobodyIsEnoughToBeGone() {
    server.answer(exchange -> ScimServer.send(exchange, 200, "{\"totalResults\":0}"));
    try (ConfiguredDirectory directory = directory("roles")) {
      assertEquals(OwnerStatus.gone(), directory.status(BARBARA));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 301, 302, 307, 400, 401, 403, 404, 429, 500, 503})
  void anyOtherStatusLetsNobodyInAndNobodyIsGone(int status) {
    server.answer(exchange -> {
      exchange.getResponseHeaders().set("Location", server.url() + "/Users?elsewhere");
      ScimServer.send(exchange, status, "");
    });
    assertRefused("status " + status);
    assertEquals(1, server.requests(), "the token is not taken elsewhere");
  }

  @Test
  void anAnswerWithoutEndIsGivenUp() {
    server.answer(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 100; i++) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    });
    assertGivenUp();
    server.answer(exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(new byte[2 << 20]);
    });
    assertRefused("bytes");
    server.answer(exchange -> LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()));
    assertGivenUp();
  }

  @Test
  @DisplayName("F-43: a service that goes away lets nobody in, holds nobody up, and comes back by"
      + " itself")
  void aServiceThatGoesAway() throws Exception {
    try (TcpProxy proxy = new TcpProxy(server.port());
        ConfiguredDirectory directory = ConfiguredDirectory.scim(
            new ScimService(
                "http://localhost:" + proxy.port() + "/scim/v2/",
                ScimServer.TOKEN,
                Set.of("roles")),
            TIMEOUT)) {
      directory.start();
      assertTrue(directory.status(BARBARA).active());
      proxy.cut();
      assertThrows(KeysUnavailableException.class, () -> directory.status(BARBARA));
      assertQuicklyRefused(directory);
      proxy.mend();
      assertTrue(eventuallyActive(directory));
    }
  }

  @Test
  void aServiceThatIsAwayAtStartIsSaid() {
    server.close();
    try (LogCapture log = new LogCapture();
        ConfiguredDirectory directory = directory("roles")) {
      directory.start();
      assertTrue(log.text().contains("Cannot reach the owner directory"), log::text);
    }
  }

  @Test
  void theTokenGetsNeitherIntoExceptionsNorIntoTheLog() {
    String wrong = "wrong-wrong-wrong";
    try (LogCapture log = new LogCapture();
        ConfiguredDirectory directory = ConfiguredDirectory.scim(
            new ScimService(server.url(), wrong, Set.of("roles")), TIMEOUT)) {
      directory.start();
      KeysUnavailableException e =
          assertThrows(KeysUnavailableException.class, () -> directory.status(BARBARA));
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace, true));
      assertFalse((trace + log.text()).contains(wrong), trace::toString);
    }
    for (String token : List.of("", "a b", "a\nb", "t\u00f6ken")) {
      String message = assertThrows(
              IllegalArgumentException.class,
              () -> new ScimService(server.url(), token, Set.of("roles")))
          .getMessage();
      assertTrue(token.isEmpty() || !message.contains(token), message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://scim.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "ftp://localhost",
        "https://user:word@example.com/scim",
        "https://example.com/scim?x=1",
        "https://example.com/#x",
        "scim.example.com",
        "https:///scim",
        "not a url",
        "https://"
      })
  void anAddressThatWouldShowTheTokenOrIsNoneIsRefused(String url) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ScimService(url, ScimServer.TOKEN, Set.of("roles")));
  }

  private ConfiguredDirectory directory(String... roles) {
    return ConfiguredDirectory.scim(
        new ScimService(server.url(), ScimServer.TOKEN, Set.of(roles)), TIMEOUT);
  }

  private void assertRefused(String said) {
    try (ConfiguredDirectory directory = directory("roles")) {
      String message = assertThrows(KeysUnavailableException.class, () -> directory.status(BARBARA))
          .getMessage();
      assertTrue(message.contains(said), message);
    }
  }

  private void assertGivenUp() {
    try (ConfiguredDirectory directory = directory("roles")) {
      long begin = System.nanoTime();
      assertThrows(KeysUnavailableException.class, () -> directory.status(BARBARA));
      assertTrue(System.nanoTime() - begin < Duration.ofSeconds(5).toNanos());
      assertQuicklyRefused(directory);
    }
  }

  private static void assertQuicklyRefused(ConfiguredDirectory directory) {
    long begin = System.nanoTime();
    assertThrows(KeysUnavailableException.class, () -> directory.status(BARBARA));
    assertTrue(
        System.nanoTime() - begin < Duration.ofMillis(500).toNanos(),
        "it is told the failure at once");
  }

  private static boolean eventuallyActive(ConfiguredDirectory directory) {
    for (int i = 0; i < 200; i++) {
      try {
        return directory.status(BARBARA).presence() == Presence.ACTIVE;
      } catch (KeysUnavailableException e) {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      }
    }
    return false;
  }
}
