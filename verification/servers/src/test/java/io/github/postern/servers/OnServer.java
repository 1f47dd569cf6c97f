package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.PathTricks;
import io.github.postern.testkit.Polling;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.time.Duration;
import java.util.List;

/** A server with the stranger's shop on it, which got Postern. */
interface OnServer {

  /** Tests that deploy again and again. */
  String LONG = "long";

  /**
   * Servers like another that runs all tests; these run the long ones with the profile all-servers
   * only.
   */
  String RELATIVE = "relative";

  /** Where the shop is. */
  String SHOP = "shop";

  /** Returns the server, which runs. */
  AppServer server();

  /** Returns a key of alice, who is a user and no more. */
  String key();

  /** Returns somebody who sends no cookie. */
  default Client script() {
    return new Client(server().url(SHOP));
  }

  /**
   * Returns whether a key beside a session has to be refused in the shop. It has no bean and no
   * {@code beans.xml}, so each server decides whether there is a container of beans (CDI) for it
   * all the same: the shop is asked. Where no bean keeps anything, both answers are right;
   * {@code GuardedTests} has an application with a bean, and asks nobody.
   */
  default boolean refusesKeysBesideSessions() throws Exception {
    Reply who = script().get("/who", "X-API-Key", key());
    String beans = who.line("beans");
    assertNotNull(beans, who.status() + " " + who.body());
    if (!server().hasBeans()) {
      assertEquals("false", beans, server().product() + " has no CDI");
    }
    return Boolean.parseBoolean(beans);
  }

  /**
   * Expects that a cookie which the container set by itself got out or not, as this server is known
   * to do.
   */
  default void assertSetsNoCookie(Reply reply, String what) {
    assertCookies(reply.headers().allValues("Set-Cookie"), what);
  }

  /** A field without a value sets nothing (RFC 6265 section 5.2). */
  default void assertCookies(List<String> fields, String what) {
    assertEquals(
        server().takesCookiesBack(),
        fields.stream().allMatch(String::isBlank),
        () -> server().product()
            + " takes a cookie of the container back or not: "
            + what
            + " "
            + fields);
  }

  /**
   * Expects that no request for a WebSocket without a key is granted, in whatever way its target is
   * written.
   */
  default void assertNoSpellingOpens(String application, String path, String key) throws Exception {
    List<String> targets = PathTricks.of("/" + application, path);
    assertTrue(targets.size() > 200, "" + targets.size());
    for (String target : targets) {
      int status = RawHttp.handshake(server().port, target, "");
      assertNotEquals(
          101, status, server().product() + " opens a WebSocket without a key at " + target);
    }
    assertEquals(
        401,
        RawHttp.handshake(server().port, "/" + application + path, ""),
        server().product() + " " + path);
    assertEquals(
        101,
        RawHttp.handshake(server().port, "/" + application + path, "X-API-Key: " + key + "\r\n"),
        server().product() + " opens it with a key: " + path);
  }

  /**
   * Expects that an application whose start was refused is not there: neither its own answers, nor
   * an error of it.
   */
  default void assertIsAbsent(String application) throws Exception {
    int[] status = new int[1];
    Polling.until(
        Duration.ofSeconds(30),
        () -> {
          status[0] = new Client(server().url(application)).get("/open").status();
          assertFalse(
              status[0] < 400 || status[0] == 500,
              server().product()
                  + " answers "
                  + status[0]
                  + " for an"
                  + " application that was not to start");
          return status[0] == server().answersForAbsent();
        },
        () -> server().product()
            + " answers "
            + status[0]
            + " for an application that is not there, and not "
            + server().answersForAbsent());
  }

  /** In words, and with nothing of the application. */
  default void assertRefusedBesideSession(Reply reply) {
    assertEquals("400 key-beside-session", reply.status() + " " + reply.json("code"), reply.body());
    assertFalse(reply.header("Set-Cookie").isPresent());
  }

  /**
   * Returns the browser of somebody who is logged in to the shop; {@code bob} is an administrator.
   */
  default Client browser(String user) throws Exception {
    return new Client(server().url(SHOP)).login(user);
  }
}
