package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static TestApp app;

  private final Commands alice = Commands.of("alice", app.url());
  private final Commands bob = Commands.of("bob", app.url());

  @BeforeAll
  static void start() throws Exception {
    app =
        TestApp.start("postern.local.maximum-validity", "P3650D", "postern.keys-per-owner", "100");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aKeyIsCreatedWorksIsRotatedAndDeletedByName() throws Exception {
    Run created = alice.run("create", "-n", "life", "-d", "30d", "--description", "a whole life");
    String key = created.key();
    assertTrue(
        created.err().startsWith("Created key " + created.id() + " 'life' of alice, expires "),
        created.err());
    assertFalse(created.err().contains(key));
    assertEquals("alice false", app.me(key));

    Run rotated = alice.run("rotate", created.id());
    assertEquals("401", app.me(key));
    assertEquals("alice false", app.me(rotated.key()));

    alice.run("delete", "--name", "life").ok();
    assertEquals("401", app.me(rotated.key()));
    assertTrue(alice
        .run("show", rotated.id())
        .ends(ExitCode.REFUSED)
        .err()
        .contains("no key with this id"));
  }

  @Test
  void theOldKeyWorksForTheOverlapAndIsNamedWhenItsSuccessorIsDeleted() throws Exception {
    Run created = alice.run("create", "-n", "overlapping", "-d", "30d");
    Run rotated = alice.run("rotate", created.id(), "--overlap", "24h");
    assertTrue(rotated.err().contains("works for 24h more"), rotated.err());
    assertEquals("alice false", app.me(created.key()));
    assertEquals("alice false", app.me(rotated.key()));

    Run deleted = alice.run("delete", "-n", "overlapping").ok();
    assertTrue(deleted.err().contains("predecessor " + created.id()), deleted.err());
    assertEquals("401", app.me(rotated.key()));
    alice.run("delete", created.id()).ok();
    assertEquals("401", app.me(created.key()));
  }

  @Test
  @DisplayName(
      "DO-7: Several keys listed as text have the columns TOKEN, TYPE, EXPIRATION, NAME with"
          + " ISO dates")
  void columns() {
    Run nightly = alice.run("create", "-n", "columns nightly", "-d", "P30D");
    Run weekly = alice.run("create", "-n", "columns_weekly", "-d", "9999h");
    List<String> lines = alice.run("list").ok().lines();
    assertTrue(lines.get(0).matches("TOKEN +TYPE +EXPIRATION +NAME"), lines.get(0));
    String date = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";
    assertTrue(
        lines.get(1).matches(weekly.id() + "…  apikey  " + date + "  columns_weekly"),
        lines.get(1));
    assertTrue(
        lines.get(2).matches(nightly.id() + "…  apikey  " + date + "  columns nightly"),
        lines.get(2));
  }

  @Test
  @DisplayName(
      "DO-12: An operator creates a key for another user, which has that user's roles; others"
          + " are refused")
  void administratorsCreateForOthers() throws Exception {
    Run created = bob.run("create", "-i", "carol", "-n", "by bob", "-d", "24h");
    assertTrue(created.err().contains("of carol"), created.err());
    assertEquals("carol true", app.me(created.key()));

    Run refused = alice
        .run("create", "-i", "carol", "-n", "by alice", "-d", "24h")
        .ends(ExitCode.NOT_ALLOWED);
    assertEquals("", refused.out());
  }

  @Test
  void administratorsManageTheKeysOfOneOwnerAndNobodyElseDoes() throws Exception {
    Run created = bob.run("create", "--owner", "carol", "-n", "managed", "-d", "24h");
    assertTrue(bob.run("list", "-i", "carol").ok().out().contains(created.id()));
    assertFalse(bob.run("list", "-i", "alice").ok().out().contains(created.id()));
    assertTrue(
        bob.run("show", "-i", "carol", created.id()).ok().lines().contains("createdBy: bob"));
    String slip =
        bob.run("delete", "-i", "alice", created.id()).ends(ExitCode.REFUSED).err();
    assertTrue(slip.contains("not one of 'alice'"), slip);
    alice.run("list", "-i", "bob").ends(ExitCode.NOT_ALLOWED);
    alice.run("delete", "-i", "carol", created.id()).ends(ExitCode.NOT_ALLOWED);
    alice.run("delete", created.id()).ends(ExitCode.REFUSED);

    Run rotated = bob.run("rotate", "-i", "carol", created.id());
    assertEquals("401", app.me(created.key()));
    assertEquals("carol true", app.me(rotated.key()));
    bob.run("delete", "-i", "carol", "-n", "managed").ok();
    assertEquals("401", app.me(rotated.key()));
    bob.run("create", "-i", "nobody", "-n", "x", "-d", "24h").ends(ExitCode.REFUSED);
  }

  @Test
  void moreThanAPageOfKeysIsListedWhole() {
    for (int i = 0; i < 100; i++) {
      bob.run("create", "-n", "page " + i, "-d", "1d").ok();
    }
    List<String> lines = bob.run("list", "-i", "bob").ok().lines();
    assertEquals(101, lines.size());
    assertEquals(lines, bob.run("list").lines());
    String full =
        bob.run("create", "-n", "one more", "-d", "1d").ends(ExitCode.REFUSED).err();
    assertTrue(full.contains("100"), full);
  }

  @Test
  @DisplayName(
      "DO-13: Of two keys with different names one is deleted by name, and the other works")
  void deletingByNameLeavesTheOther() throws Exception {
    String one = alice.run("create", "-n", "one_of_two", "-d", "24h").key();
    String other = alice.run("create", "-n", "other_of_two", "-d", "24h").key();
    alice.run("delete", "-n", "one_of_two").ok();
    assertEquals("401", app.me(one));
    assertEquals("alice false", app.me(other));
  }

  @Test
  void aNameThatTwoKeysHaveDeletesNeither() throws Exception {
    Run one = alice.run("create", "-n", "twins", "-d", "24h");
    Run other = alice.run("create", "-n", "twins", "-d", "24h");
    String refusal = alice.run("delete", "-n", "twins").ends(ExitCode.REFUSED).err();
    assertTrue(refusal.contains(one.id()) && refusal.contains(other.id()), refusal);
    assertEquals("alice false", app.me(one.key()));
    alice.run("delete", "-n", "nothing has this name").ends(ExitCode.REFUSED);
  }

  @Test
  @DisplayName("DO-14: The durations 24h, 48h, 72h, 9999h and 30d are all taken")
  void durations() {
    for (String duration : List.of("24h", "48h", "72h", "9999h", "30d")) {
      Run created = alice.run("create", "-n", "for " + duration, "-d", duration);
      String end = alice.run("show", created.id()).lines().stream()
          .filter(line -> line.startsWith("expiresAt: "))
          .findFirst()
          .orElseThrow()
          .substring("expiresAt: ".length());
      Duration wanted =
          Duration.parse(duration.endsWith("d") ? "P30D" : "PT" + duration.toUpperCase());
      Duration difference =
          Duration.between(Instant.now().plus(wanted), Instant.parse(end)).abs();
      assertTrue(difference.compareTo(Duration.ofMinutes(2)) < 0, duration + " ends " + end);
    }
    String refusal =
        alice.run("create", "-n", "x", "-d", "1.5 years").ends(ExitCode.REFUSED).err();
    assertTrue(refusal.contains("30d"), "says what is taken: " + refusal);
  }

  @Test
  void scopesAndNetworksAndTheAnswerOfTheApiPassThrough() {
    Run scoped = alice
        .run("create", "-n", "scoped", "-d", "1d", "--scope", "nonsense")
        .ends(ExitCode.REFUSED);
    assertTrue(scoped.err().contains("no such scope"), scoped.err());
    Run created = alice.run(
        "create", "-n", "networked", "-d", "1d", "--network", "10.0.0.0/8", "--network", "::1");
    assertTrue(alice.run("show", "--json", created.id()).ok().out().contains("\"10.0.0.0/8\""));
    assertTrue(alice.run("list", "--json").ok().out().startsWith("{\"keys\":[{\"id\":"));
    assertFalse(alice.run("list", "--json").out().contains(created.key()));
  }

  @Test
  void theSameIdempotencyKeyCreatesNothing() {
    Run first =
        alice.run("create", "-n", "once", "-d", "1d", "--idempotency-key", "deploy-2026-11");
    Run second =
        alice.run("create", "-n", "once", "-d", "1d", "--idempotency-key", "deploy-2026-11");
    second.ends(ExitCode.REFUSED);
    assertEquals("", second.out());
    assertTrue(second.err().contains(first.id()), second.err());
  }

  @Test
  void whoamiShowsTheKeyThatIsHeld() {
    Run created = alice.run("create", "-n", "mine", "-d", "1d");
    Run shown = new Commands()
        .set("POSTERN_CLI_URL", app.url())
        .set("POSTERN_CLI_KEY", created.key())
        .run("whoami");
    assertTrue(shown.ok().lines().contains("id: " + created.id()));
    assertFalse(shown.out().contains(created.key()));
    String other = created.key().substring(0, created.key().length() - 1) + "-";
    new Commands()
        .set("POSTERN_CLI_URL", app.url())
        .input(other)
        .run("whoami")
        .ends(ExitCode.NOT_ALLOWED);
  }

  @Test
  void aSessionOfABrowserIsUsed(@TempDir Path folder) throws Exception {
    Path cookie =
        Files.writeString(folder.resolve("cookie"), "Cookie: " + app.sessionCookie("carol") + "\n");
    Commands somebody = new Commands().set("POSTERN_CLI_URL", app.url());
    Run created =
        somebody.run("create", "-n", "sso", "-d", "1d", "--session-cookie-file", cookie.toString());
    assertEquals("carol true", app.me(created.key()));

    Files.writeString(cookie, "JSESSIONID=node0over");
    Run over =
        somebody.run("list", "--session-cookie-file", cookie.toString()).ends(ExitCode.NOT_ALLOWED);
    assertTrue(over.err().contains("is over") && !over.err().contains("node0over"), over.err());
  }

  @Test
  void aWrongPasswordIsSaidInWords(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "wrong-secret\n");
    for (String login : List.of("/login", "/polite-login")) {
      Run refused = alice.run("list", "--password-file", file.toString(), "--login-path", login);
      refused.ends(ExitCode.NOT_ALLOWED);
      assertTrue(
          refused.err().contains("'alice'") && !refused.err().contains("wrong-secret"),
          refused.err());
    }
    alice.run("list", "--login-path", "/nowhere").ends(ExitCode.NOT_ALLOWED);
    alice.run("list", "--username-field", "name").ends(ExitCode.NOT_ALLOWED);
  }

  @Test
  void aPasswordComesFromAFileThePipeOrThePerson(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("password"), "alice\nnot this\n");
    Commands somebody = new Commands().set("POSTERN_CLI_URL", app.url());
    somebody.run("list", "-u", "alice", "--password-file", file.toString()).ok();
    somebody
        .input("alice\r\n")
        .run("list", "-u", "alice", "--password-file", "-")
        .ok();
    somebody.answering("alice").run("list", "-u", "alice").ok();
    somebody.answering("bob").run("list", "-u", "alice").ends(ExitCode.NOT_ALLOWED);
  }

  @Test
  void withoutANameTheServerDecides() {
    String refusal = alice.run("create").ends(ExitCode.REFUSED).err();
    assertTrue(refusal.contains("name"), refusal);
  }

  @Test
  void aKeyThatNeverExpiresIsAWishOfItsOwn() throws Exception {
    alice.run("create", "-n", "eternal", "-d", "never").ends(ExitCode.REFUSED);
    try (TestApp lenient = TestApp.start("postern.local.validity", "optional")) {
      Commands carol = Commands.of("carol", lenient.url());
      assertTrue(
          carol.run("create", "-n", "eternal", "-d", "never").err().contains("expires never"));
      assertTrue(carol.run("list").lines().get(1).contains("  apikey  never       eternal"));
    }
  }

  @Test
  void whatANewKeyReplacesIsWarnedOf() throws Exception {
    try (TestApp single =
        TestApp.start("postern.keys-per-owner", "1", "postern.local.when-full", "replace")) {
      Commands carol = Commands.of("carol", single.url());
      Run first = carol.run("create", "-n", "first", "-d", "1d");
      Run second = carol.run("create", "-n", "second", "-d", "1d");
      assertEquals("carol true", single.me(second.key()));
      assertTrue(second.err().contains("Warning: it replaces " + first.id()), second.err());
    }
  }
}
