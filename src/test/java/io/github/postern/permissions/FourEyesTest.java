package io.github.postern.permissions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where keys are approved, who asked for a secret does not approve it, under whatever name and by
 * whatever call they asked.
 */
class FourEyesTest {

  @ParameterizedTest
  @ValueSource(strings = {"successor", "same-id"})
  @DisplayName("S-4: who rotates somebody's key asked for the new secret, and does not approve it")
  void whoRotatesDoesNotApprove(String rotation) throws Exception {
    try (TestApp app =
        TestApp.start(builder -> strict(builder).setting("postern.rotation", rotation))) {
      Browser mallory = app.loggedIn("mallory", "administrator");
      Browser carol = app.loggedIn("carol", "administrator");
      String id = app.loggedIn("bob", "user").create("{\"name\":\"n\"}").getString("id");
      assertEquals(200, approve(mallory, id).status());

      Reply rotated = mallory.api("POST", "/admin/keys/" + id + "/rotate", null);
      assertEquals(201, rotated.status(), rotated.body());
      assertEquals("[\"approval\"]", rotated.json().get("awaits").toString());
      assertEquals("bob", rotated.text("createdBy"));
      assertEquals("mallory", rotated.text("requestedBy"));

      Reply refused = approve(mallory, rotated.text("id"));
      assertEquals(403, refused.status(), refused.body());
      assertTrue(refused.text("detail").contains("asked for"), refused.body());
      assertEquals(401, status(app, rotated.text("key")));
      assertEquals(200, approve(carol, rotated.text("id")).status());
      assertEquals(200, status(app, rotated.text("key")));
    }
  }

  @Test
  @DisplayName(
      "S-4: who asked for the first secret may approve a later one that somebody else asked"
          + " for, but for the owner's")
  void eachSecretIsAskedForAnew() throws Exception {
    try (TestApp app = TestApp.start(FourEyesTest::strict)) {
      Browser mallory = app.loggedIn("mallory", "administrator");
      Browser carol = app.loggedIn("carol", "administrator");
      String id =
          mallory.api("POST", "/admin/owners/bob/keys", "{\"name\":\"n\"}").text("id");
      assertEquals(403, approve(mallory, id).status());
      assertEquals(200, approve(carol, id).status());
      String next = app.loggedIn("bob", "user")
          .api("POST", "/keys/" + id + "/rotate", null)
          .text("id");
      assertEquals(403, approve(mallory, next).status(), "still its creator");
      assertEquals(200, approve(carol, next).status());
    }
  }

  @ParameterizedTest(name = "{0} approves for {1}: {2}")
  @DisplayName(
      "S-4: without lasting ids, names that differ in case or in how Unicode writes them are"
          + " one person")
  @CsvSource({
    "Alice,alice,403",
    "ALICE,alice,403",
    "\uFF21lice,alice,403",
    "STRASSE,straße,403",
    "Müller,Mu\u0308ller,403",
    "ΣΙΣΥΦΟΣ,σισυφος,403",
    "alice,alicia,200",
    "carol,alice,200",
    "José,jose,403",
    "Müller,Muller,403",
    "Ångström,angstrom,403",
    "Ёлка,елка,403",
    "John  Smith,John Smith,403",
    "John\u00a0Smith,john smith,403",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645,\u0645\u06cc\u062e\u0648\u0627\u0647\u0645,403",
    "J\u00f6rg,J\u00f8rn,200",
    "\u0627\u062d\u0645\u062f,\u0645\u062d\u0645\u062f,200"
  })
  void namesAreFolded(String approver, String owner, int status) throws Exception {
    try (TestApp app = TestApp.start(FourEyesTest::strict)) {
      String id =
          app.loggedIn(owner, "administrator").create("{\"name\":\"n\"}").getString("id");
      Reply reply = approve(app.loggedIn(approver, "administrator"), id);
      assertEquals(status, reply.status(), reply.body());
    }
  }

  @Test
  @DisplayName(
      "S-4: where a directory has lasting ids, they say who is who: for the owner and for who"
          + " asked")
  void lastingIdsDecide() throws Exception {
    People people = new People();
    for (String name : new String[] {"alice", "Alice", "bob", "boss", "Boss", "BOSS", "carol"}) {
      people.add(name, null, "administrator");
    }
    known(people, "alice", "1", "Alice", "1", "boss", "2", "Boss", "2", "BOSS", "3");
    try (TestApp app =
        TestApp.start(builder -> strict(builder).ownerDirectory(people.directory()))) {
      String own = people.login(app, "alice").create("{\"name\":\"n\"}").getString("id");
      assertEquals(403, approve(people.login(app, "Alice"), own).status(), "her own");

      String asked = people
          .login(app, "boss")
          .api("POST", "/admin/owners/bob/keys", "{\"name\":\"n\"}")
          .text("id");
      assertEquals(403, approve(people.login(app, "Boss"), asked).status(), "the one who asked");
      assertEquals(
          200,
          approve(people.login(app, "BOSS"), asked).status(),
          "somebody else by the directory");

      known(people, "carol", "2");
      String again = people
          .login(app, "boss")
          .api("POST", "/admin/keys/" + asked + "/rotate", null)
          .text("id");
      assertEquals(403, approve(people.login(app, "carol"), again).status(), "renamed meanwhile");
    }
  }

  private static Reply approve(Browser browser, String id) throws Exception {
    return browser.api("POST", "/admin/keys/" + id + "/approve", null);
  }

  private static void known(People people, String... namesAndIds) {
    for (int i = 0; i < namesAndIds.length; i += 2) {
      people.set(
          namesAndIds[i], OwnerStatus.active(Set.of("administrator")).withId(namesAndIds[i + 1]));
    }
  }

  private static PosternBuilder strict(PosternBuilder builder) {
    return builder
        .setting("postern.unknown-owners", "allow")
        .setting("postern.approval", "required");
  }

  private static int status(TestApp app, String secret) throws Exception {
    return app.script().getWithKey("/api/me", secret).status();
  }
}
