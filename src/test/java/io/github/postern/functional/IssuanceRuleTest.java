package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.spi.ApiKey;
import io.github.postern.spi.Refusal;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A rule of the application about new keys. */
class IssuanceRuleTest {

  private final AtomicReference<List<ApiKey>> seen = new AtomicReference<>(List.of());

  private TestApp start() throws Exception {
    return TestApp.start(builder -> builder
        .setting("postern.scopes", "read: GET /api/*")
        .issuanceRule((login, request, existing, now) -> {
          seen.set(existing);
          return request
              .name()
              .filter("forbidden"::equals)
              .map(name -> new Refusal(Refusal.Code.FORBIDDEN, "No key has this name" + " here."));
        }));
  }

  @Test
  void isGivenWhatTheOwnerSeesOfTheExistingKeys() throws Exception {
    try (TestApp app = start()) {
      Browser alice = app.loggedIn("alice", "user");
      JsonObject first = alice.create("{\"name\":\"first\",\"description\":\"for"
          + " nights\",\"validFor\":\"P30D\","
          + "\"scopes\":[\"read\"],\"networks\":[\"10.0.0.0/8\"]}");
      assertEquals(List.of(), seen.get());
      assertEquals(
          200,
          alice
              .api("PATCH", "/keys/" + first.getString("id"), "{\"active\":false}")
              .status());
      alice.create("{\"name\":\"second\",\"validFor\":\"P30D\"}");
      ApiKey key = seen.get().get(0);
      assertEquals(1, seen.get().size());
      assertEquals(first.getString("id"), key.id().value());
      assertEquals("alice", key.owner().name());
      assertEquals("first", key.name());
      assertEquals(Optional.of("for nights"), key.description());
      assertEquals(KeyState.INACTIVE, key.state());
      assertEquals(LoginSource.LOCAL, key.loginSource());
      assertEquals(Set.of("user"), key.roles());
      assertEquals(Set.of("read"), key.scopes());
      assertEquals(Set.of("10.0.0.0/8"), key.networks());
      assertEquals(Optional.of(Instant.parse(first.getString("expiresAt"))), key.expiresAt());
      assertEquals(Optional.empty(), key.usedAt());
    }
  }

  @Test
  void canRefuseInItsOwnWords() throws Exception {
    try (TestApp app = start()) {
      Browser alice = app.loggedIn("alice", "user");
      Reply refused = alice.api("POST", "/keys", "{\"name\":\"forbidden\",\"validFor\":\"P30D\"}");
      assertEquals(403, refused.status(), refused::body);
      assertEquals("No key has this name here.", refused.text("detail"));
      assertTrue(alice.api("GET", "/keys", null).json().getJsonArray("keys").isEmpty());
    }
  }
}
