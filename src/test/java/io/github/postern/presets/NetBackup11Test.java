package io.github.postern.presets;

import static io.github.postern.presets.NetBackupAdminTest.DAYS_30;
import static io.github.postern.presets.NetBackupAdminTest.NO_DAYS;
import static io.github.postern.presets.NetBackupAdminTest.assertHidden;
import static io.github.postern.presets.NetBackupAdminTest.assertRefused;
import static io.github.postern.presets.NetBackupAdminTest.assertUnauthorised;
import static io.github.postern.presets.NetBackupAdminTest.assertUsable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.KeyEvent;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An application with {@code postern.preset=netbackup-11} behaves as the later editions do. */
class NetBackup11Test {

  private static final String FOR_SAML = "{\"description\":\"nightly\",\"loginSource\":\"saml\"}";

  private final List<KeyEvent> events = new CopyOnWriteArrayList<>();
  private TestApp app;

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  @DisplayName(
      "NB-25: given an expired key, when it is reissued, then a new key works; a local login"
          + " picks a date, a SAML login does not")
  void anExpiredKeyIsReissued() throws Exception {
    start(builder -> {});
    JsonObject old = local("carol").create(DAYS_30);
    app.clock().advance(Duration.ofDays(30));
    Browser carol = local("carol");
    JsonObject policy = carol.api("GET", "/policy", null).json();
    assertTrue(policy.getBoolean("mayCreate"));
    assertEquals(
        "[\"" + old.getString("id") + "\"]",
        policy.getJsonArray("replacingKeys").toString());
    JsonObject reissued = carol.create("{\"validFor\":\"P10D\",\"description\":\"other words\"}");
    assertNotEquals(old.getString("id"), reissued.getString("id"));
    assertEquals("2026-12-31T10:00:00Z", reissued.getString("expiresAt"));
    assertUsable(app, reissued.getString("key"), "carol");
    assertUnauthorised(app, old.getString("key"));

    JsonObject samls = saml("sam", Duration.ofHours(8)).create(NO_DAYS);
    app.clock().advance(Duration.ofHours(8));
    Browser sam = saml("sam", Duration.ofHours(2));
    assertEquals(
        "fixed",
        sam.api("GET", "/policy", null).json().getJsonObject("validity").getString("choice"));
    assertRefused(400, "validity-not-yours", sam.api("POST", "/keys", DAYS_30));
    JsonObject next = sam.create(NO_DAYS);
    assertUsable(app, next.getString("key"), "sam");
    assertUnauthorised(app, samls.getString("key"));
  }

  @Test
  @DisplayName("NB-26: given an administrator who adds a key for a SAML user, then it is inactive"
      + " until that user's next sign-in, and works until that session ends")
  void anAddedKeyWaitsForTheNextSignIn() throws Exception {
    start(builder -> {});
    Browser before = saml("sam", Duration.ofHours(8));
    app.clock().advance(Duration.ofMinutes(1));
    Reply added = admin().api("POST", "/admin/owners/sam/keys", FOR_SAML);
    assertEquals(201, added.status(), added.body());
    String secret = added.text("key");
    assertEquals("inactive", added.text("state"));
    assertEquals("[\"sign-in\"]", added.json().getJsonArray("awaits").toString());
    assertUnauthorised(app, secret);

    assertEquals(200, before.api("GET", "/keys", null).status());
    assertUnauthorised(app, secret); // the session of before the key is not the next sign-in
    app.browser().login(login("sam", "local", null));
    assertUnauthorised(app, secret); // nor is a password

    app.clock().advance(Duration.ofMinutes(1));
    Browser sam = saml("sam", Duration.ofHours(2));

    assertUsable(app, secret, "sam");
    JsonObject key = sam.api("GET", "/keys/" + added.text("id"), null).json();
    assertEquals("active", key.getString("state"));
    assertEquals("2026-11-21T12:02:00Z", key.getString("expiresAt"));
    assertEquals("boss", key.getString("createdBy"));
    assertTrue(events.stream()
        .anyMatch(event ->
            event.type() == KeyEvent.Type.RESUMED && event.key().value().equals(added.text("id"))));
    app.clock().advance(Duration.ofHours(2));
    assertUnauthorised(app, secret);
  }

  @Test
  @DisplayName("NB-26: given a session without an end, when the user signs in, then the key goes on"
      + " waiting")
  void aSignInWithoutAnEndDecidesNothing() throws Exception {
    start(builder -> {});
    saml("sam", Duration.ofHours(1));
    Reply added = admin().api("POST", "/admin/owners/sam/keys", FOR_SAML);
    app.clock().advance(Duration.ofMinutes(1));
    app.browser().login(login("sam", "saml", null));
    assertUnauthorised(app, added.text("key"));
    assertTrue(events.stream().noneMatch(event -> event.type() == KeyEvent.Type.RESUMED));
  }

  @Test
  @DisplayName(
      "NB-27: given a SAML key, when an administrator moves its end past the session's, then"
          + " that is done with a warning; its owner may not")
  void anAdministratorMovesTheEndOfASamlKey() throws Exception {
    start(builder -> {});
    Browser sam = saml("sam", Duration.ofHours(8));
    JsonObject key = sam.create(NO_DAYS);
    String path = "/keys/" + key.getString("id");
    String later = "{\"expiresAt\":\"2026-11-25T10:00:00Z\"}";
    assertRefused(403, "forbidden", sam.api("PATCH", path, later));

    Reply moved = admin().api("PATCH", "/admin" + path, later);

    assertEquals(200, moved.status(), moved.body());
    assertEquals("2026-11-25T10:00:00Z", moved.text("expiresAt"));
    assertTrue(
        moved.json().getJsonArray("warnings").getString(0).contains("2026-11-21T18:00:00Z"),
        moved.body());
    app.clock().advance(Duration.ofDays(3));
    assertUsable(app, key.getString("key"), "sam");
    Reply shorter =
        admin().api("PATCH", "/admin" + path, "{\"expiresAt\":\"2026-11-24T11:00:00Z\"}");
    assertEquals(1, shorter.json().getJsonArray("warnings").size());
    assertRefused(
        400, "invalid-validity", admin().api("PATCH", "/admin" + path, "{\"validFor\":\"P400D\"}"));
  }

  @Test
  @DisplayName(
      "NB-28: given a login of some time ago, when a key is asked for, then the answer is 202"
          + " with a request id, and the key is made when the call is repeated after a second"
          + " factor")
  void aKeyWaitsForAFreshLogin() throws Exception {
    start(builder -> builder.setting("postern.step-up.url", "/otp"));
    Browser carol = local("carol");
    app.clock().advance(Duration.ofMinutes(10));

    Reply asked = carol.api("POST", "/keys", DAYS_30);

    assertEquals(202, asked.status(), asked.body());
    String request = asked.header("Postern-Step-Up-Request").orElseThrow();
    assertEquals(request, asked.text("requestId"));
    assertEquals("/app/otp", asked.text("loginUrl"));
    assertEquals(0, carol.api("GET", "/keys", null).json().getJsonArray("keys").size());
    Reply again = carol.api("POST", "/keys", DAYS_30, "Postern-Step-Up-Request", request);
    assertEquals(202, again.status());
    assertEquals(request, again.header("Postern-Step-Up-Request").orElseThrow());

    carol.login(login("carol", "local", null)); // what confirming the one-time password does
    Reply created = carol.api("POST", "/keys", DAYS_30, "Postern-Step-Up-Request", request);

    assertEquals(201, created.status(), created.body());
    assertUsable(app, created.text("key"), "carol");
  }

  @Test
  @DisplayName("NB-29: given approval, when a key is asked for, then it works only after a second,"
      + " different administrator approved it, and both are recorded")
  void aKeyWaitsForASecondAdministrator() throws Exception {
    start(builder -> builder.setting("postern.approval", "required"));
    Browser carol = local("carol");
    JsonObject key = carol.create(DAYS_30);
    String path = "/admin/keys/" + key.getString("id") + "/approve";
    assertEquals("inactive", key.getString("state"));
    assertEquals("[\"approval\"]", key.getJsonArray("awaits").toString());
    assertUnauthorised(app, key.getString("key"));
    assertRefused(403, "forbidden", carol.api("POST", path, null));
    assertRefused(403, "forbidden", administrator("carol").api("POST", path, null));

    Reply approved = admin().api("POST", path, null);

    assertEquals(200, approved.status(), approved.body());
    assertHidden(key.getString("key"), approved);
    assertEquals("carol", approved.text("createdBy"));
    assertEquals("boss", approved.text("approvedBy"));
    assertEquals("2026-11-21T10:00:00Z", approved.text("approvedAt"));
    assertUsable(app, key.getString("key"), "carol");
    assertTrue(events.stream()
        .anyMatch(event -> event.type() == KeyEvent.Type.APPROVED && "boss".equals(event.actor())));
    assertRefused(409, "conflict", admin().api("POST", path, null));
    assertRefused(
        403,
        "forbidden",
        carol.api("PATCH", "/keys/" + key.getString("id"), "{\"validFor\":\"P60D\"}"));
  }

  @Test
  @DisplayName(
      "NB-29: given an administrator who adds a key for somebody, then another administrator"
          + " approves it, and for a SAML user the sign-in is still waited for")
  void whoAddsAKeyDoesNotApproveIt() throws Exception {
    start(builder -> builder.setting("postern.approval", "required"));
    saml("sam", Duration.ofHours(1));
    Reply added = admin().api("POST", "/admin/owners/sam/keys", FOR_SAML);
    String path = "/admin/keys/" + added.text("id") + "/approve";
    assertEquals(
        "[\"approval\",\"sign-in\"]", added.json().getJsonArray("awaits").toString());
    assertRefused(403, "forbidden", admin().api("POST", path, null));
    app.clock().advance(Duration.ofMinutes(1));
    saml("sam", Duration.ofHours(1));
    assertUnauthorised(app, added.text("key"));
    assertTrue(events.stream().noneMatch(event -> event.type() == KeyEvent.Type.RESUMED));
    assertEquals(200, administrator("second").api("POST", path, null).status());
    assertUsable(app, added.text("key"), "sam");
  }

  private void start(Consumer<PosternBuilder> more) throws Exception {
    app = TestApp.start(builder -> more.accept(
        builder.setting("postern.preset", "netbackup-11").keyEventListener(events::add)));
  }

  private Browser local(String user) throws Exception {
    return app.browser().login(login(user, "local", null));
  }

  private Browser saml(String user, Duration session) throws Exception {
    return app.browser().login(login(user, "saml", app.clock().instant().plus(session)));
  }

  private Browser admin() throws Exception {
    return administrator("boss");
  }

  private Browser administrator(String user) throws Exception {
    Map<String, String> parameters = login(user, "local", null);
    parameters.put("roles", "administrator");
    return app.browser().login(parameters);
  }

  private Map<String, String> login(String user, String source, Instant sessionEnd) {
    Map<String, String> parameters = new HashMap<>(Map.of(
        "user",
        user,
        "roles",
        "user",
        "source",
        source,
        "authenticatedAt",
        app.clock().instant().toString()));
    if (sessionEnd != null) {
      parameters.put("sessionEnd", sessionEnd.toString());
    }
    return parameters;
  }
}
