package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Forward, include, error and async dispatches keep who it is, and are no way around the filter.
 */
interface DispatchTests extends OnServer {

  @Test
  @DisplayName(
      "F-25, S-13: the identity is there in another thread and after a forward, an include,"
          + " an error and an async dispatch")
  default void theIdentityStays() throws Exception {
    for (String way : List.of(
        "forward?to=/who",
        "include?to=/who",
        "named?to=who",
        "async?to=/who",
        "async-wrapped?to=/who",
        "thread",
        "error?to=409")) {
      Reply seen = script().get("/go/" + way, "X-API-Key", key());
      assertEquals("alice", seen.line("user"), way + ": " + seen.status() + " " + seen.body());
      assertEquals("user", seen.line("roles"), way);
      assertEquals("", seen.line("credentials"), way);
    }
    assertEquals(
        "PROTECTED",
        script()
            .get("/go/forward?to=/batch/run", "X-API-Key", key())
            .body()
            .lines()
            .findFirst()
            .get());
  }

  @Test
  @DisplayName(
      "F-25: no forward, include, error or async dispatch reaches without a key what only a"
          + " key opens")
  default void noDispatchIsAWayAround() throws Exception {
    for (Client client : List.of(script(), browser("alice"))) {
      for (String path :
          List.of("/batch/run", "/batch/secret.txt", "/batch/secret.jsp", "/batch/jobs/1")) {
        for (String way : List.of("forward", "include", "async", "async-wrapped")) {
          assertClosed(client.get("/go/" + way + "?to=" + path), way + " to " + path);
        }
      }
      assertClosed(client.get("/go/error?to=410"), "error page by status");
      assertClosed(client.get("/go/throw"), "error page by exception");
    }
  }

  private static void assertClosed(Reply reply, String what) {
    assertFalse(
        reply.body().contains("PROTECTED"), what + ": " + reply.status() + " " + reply.body());
  }
}
