package io.github.postern.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.testing.Browser;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples in the documentation of the extension points compile, since they stand here too, and
 * do what they say.
 */
class ExamplesTest {

  private static final Path SOURCES = Path.of("src/main/java/io/github/postern/spi");
  private static final Path HERE = Path.of("src/test/java/io/github/postern/spi/ExamplesTest.java");
  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code(.*?)\\}</pre>", Pattern.DOTALL);

  private final Map<String, Set<String>> rolesByName = Map.of("alice", Set.of("user"));
  private final List<String> outbox = new ArrayList<>();

  @Test
  void everyExampleOfTheDocumentationStandsHere() throws IOException {
    String here = words(Files.readString(HERE));
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Matcher example = EXAMPLE.matcher(Files.readString(file));
        while (example.find()) {
          assertTrue(
              here.contains(words(example.group(1).replace("\n *", "\n"))),
              file + " has an example that is not tested");
          found.add(file.getFileName().toString());
        }
      }
    }
    assertEquals(
        Set.of(
            "IssuanceRule.java",
            "KeyEventListener.java",
            "LoginResolver.java",
            "OwnerDirectory.java",
            "SessionBridge.java"),
        found);
  }

  @Test
  void directoryKnowsWhoIsThere() {
    OwnerDirectory staff = owner -> rolesByName.containsKey(owner.name())
        ? OwnerStatus.active(rolesByName.get(owner.name()))
        : OwnerStatus.gone();
    assertEquals(Set.of("user"), staff.status(Owner.of("alice")).roles());
    assertEquals(OwnerStatus.Presence.GONE, staff.status(Owner.of("mallory")).presence());
  }

  @Test
  void ruleAllowsOneKeyForBackups() {
    IssuanceRule oneKeyForBackups =
        (login, request, existing, now) -> request.scopes().contains("backup")
                && existing.stream().anyMatch(key -> key.scopes().contains("backup"))
            ? Optional.of(new Refusal(
                Refusal.Code.FORBIDDEN, "You have a key for backups already. Rotate it."))
            : Optional.empty();
    Login login = Login.local(Owner.of("alice"), Set.of("user"));
    KeyRequest request = new KeyRequest(
        Optional.of("n"),
        Optional.empty(),
        new RequestedExpiry.Never(),
        Set.of("backup"),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        false);
    ApiKey key = new ApiKey(
        new KeyId("abcdefghijklmnop"),
        login.owner(),
        "nightly",
        Optional.empty(),
        KeyState.ACTIVE,
        LoginSource.LOCAL,
        Set.of("user"),
        Set.of("backup"),
        Set.of(),
        Instant.EPOCH,
        Optional.empty(),
        Optional.empty(),
        false);
    assertEquals(
        Optional.empty(), oneKeyForBackups.check(login, request, List.of(), Instant.EPOCH));
    assertTrue(
        oneKeyForBackups.check(login, request, List.of(key), Instant.EPOCH).isPresent());
  }

  @Test
  void listenerWritesMail() {
    KeyEventListener mail = event -> {
      if (event.type() == KeyEvent.Type.CREATED) {
        outbox.add("A key '"
            + event.keyName()
            + "' of "
            + event.owner().name()
            + " was created by "
            + event.actor());
      }
    };
    for (KeyEvent.Type type : List.of(KeyEvent.Type.CREATED, KeyEvent.Type.CHANGED)) {
      mail.happened(new KeyEvent(
          type,
          Instant.EPOCH,
          new KeyId("abcdefghijklmnop"),
          "nightly",
          Owner.of("alice"),
          "bob",
          null,
          null));
    }
    assertEquals(List.of("A key 'nightly' of alice was created by bob"), outbox);
  }

  @Test
  void resolverFindsTheUserOfATicket() throws Exception {
    LoginResolver tickets =
        request -> Optional.ofNullable((String) request.getAttribute("ticket.user"))
            .map(name -> Login.local(Owner.of(name), Set.of("user")));
    try (TestApp app = TestApp.prepare()
        .filter("/*", (request, response, chain) -> {
          request.setAttribute("ticket.user", ((HttpServletRequest) request).getHeader("Ticket"));
          chain.doFilter(request, response);
        })
        .run(builder -> builder.loginResolver(tickets))) {
      assertEquals(
          200, app.browser().api("GET", "/policy", null, "Ticket", "alice").status());
      assertEquals(401, app.browser().api("GET", "/policy", null).status());
    }
  }

  @Test
  void bridgePutsTheUserIntoTheSession() {
    SessionBridge user = (principal, session) -> session.accept("user", principal.getName());
    Map<String, Object> attributes = new HashMap<>();
    user.fill(
        new ApiKeyPrincipal(
            Owner.of("alice"), new KeyId("abcdefghijklmnop"), "nightly", Set.of(), Set.of()),
        attributes::put);
    assertEquals(Map.of("user", "alice"), attributes);
  }

  /** With {@code postern.bridge.user} the cast would fail, for that puts a name there. */
  @Test
  void theBridgeOfTheGuideMakesTheUserThatTheApplicationCastsTo() throws Exception {
    Matcher shown = Pattern.compile("(?s)```java\n.*?(public final class UserBridge .*?)```")
        .matcher(Files.readString(Path.of("docs/logins.md")));
    assertTrue(shown.find(), "docs/logins.md shows it");
    String tested = Files.readString(HERE.resolveSibling("UserBridge.java"));
    assertTrue(words(tested).endsWith(words(shown.group(1))), "the guide shows another class");
    try (TestApp app = userApplication()
        .run(builder -> builder
            .setting("postern.login.user", "user.name")
            .setting("postern.login.roles", "user.roles")
            .sessionBridge(new UserBridge()))) {
      Browser alice = app.browser();
      alice.send("GET", "/enter", null);
      alice.api("GET", "/policy", null);
      Reply reply = app.script().getWithKey("/cast", alice.createKey("nightly"));
      assertEquals("alice [clerk]", reply.body());
    }
  }

  /** An application that keeps a {@link User} in its sessions, and takes it for granted there. */
  private static TestApp userApplication() {
    return TestApp.prepare()
        .filter(
            "/enter",
            (request, response, chain) -> ((HttpServletRequest) request)
                .getSession()
                .setAttribute("user", new User("alice", Set.of("clerk"))))
        .filter("/cast", (request, response, chain) -> {
          User user = (User) ((HttpServletRequest) request).getSession().getAttribute("user");
          response.getWriter().print(user.name() + " " + user.roles());
        });
  }

  private static String words(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
