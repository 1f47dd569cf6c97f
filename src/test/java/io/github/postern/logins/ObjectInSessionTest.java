package io.github.postern.logins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Reply;
import io.github.postern.testing.TestApp;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An application whose login keeps an object in the session, with whatever is in it. */
class ObjectInSessionTest {

  private static final String HASH = "$2a$10$N9qo8uLOickgx2ZMRZoMye";
  private static final String ID = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

  private record User(String name, String passwordHash, Instant lastLogin) {}

  private record Role(String code, String note) {}

  private enum Grade {
    CHIEF {
      @Override
      public String toString() {
        return "the chief, " + HASH;
      }
    }
  }

  /** A class as it was written before records. */
  public static class Bean {
    private final String hash = HASH;

    public String getUserName() {
      return "ann";
    }

    public String getHash() {
      return hash;
    }

    public boolean isActive() {
      return true;
    }

    @Override
    public String toString() {
      return "Bean[" + hash + "]";
    }
  }

  /** Not public itself, but its getter is. */
  private static final class HiddenBean extends Bean {}

  /** A class without methods. */
  public static final class Fields {
    public final String login = "ann";
    public final String hash = HASH;

    @Override
    public String toString() {
      return login + hash;
    }
  }

  /** A number that an application made. */
  private static final class Amount extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 7;
    }

    @Override
    public long longValue() {
      return 7;
    }

    @Override
    public float floatValue() {
      return 7;
    }

    @Override
    public double doubleValue() {
      return 7;
    }

    @Override
    public String toString() {
      return HASH;
    }
  }

  static User user(int login) {
    return new User("ann", HASH, Instant.parse("2026-11-21T08:00:00Z").plusSeconds(login));
  }

  static Stream<Arguments> objects() throws Exception {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    return Stream.<Object>of(
            user(0),
            new Bean(),
            new HiddenBean(),
            new Fields(),
            new Amount(),
            elsewhere(),
            List.of("ann"),
            new String[] {"ann"},
            HASH.toCharArray(),
            HASH.getBytes(),
            Map.of("token", HASH),
            Optional.of(user(1)),
            Json.createObjectBuilder().add("hash", HASH).build(),
            new Object(),
            Boolean.TRUE,
            circle,
            Double.POSITIVE_INFINITY,
            new java.math.BigDecimal("1E999999"),
            new UsernamePasswordAuthenticationToken(user(2), null, List.of()),
            (Supplier<String> & java.io.Serializable) () -> HASH)
        .map(ObjectInSessionTest::whole);
  }

  @ParameterizedTest
  @MethodSource("objects")
  @DisplayName("N-1: an object in the session is nobody's name, and nothing of it is told")
  void anObjectIsNobodysName(Object user) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(Map.of("postern.login.user", "user"))) {
      Browser ann = enter(app, Map.of("user", user));
      String key = "{\"name\":\"x\"}";
      for (Reply reply : List.of(
          ann.api("GET", "/policy", null),
          ann.api("GET", "/keys", null),
          ann.api("POST", "/keys", key))) {
        assertEquals("login-unclear", reply.code(), reply.body());
        assertFalse(reply.body().contains(HASH), reply.body());
        assertTrue(reply.body().contains("postern.login.user leads to a"), reply.body());
        assertFalse(
            reply.body().contains("?."), "a question ends with its own mark: " + reply.body());
      }
      assertEquals(
          200,
          ann.send("GET", "/api/me", null).status(),
          "the application itself goes on as before");
      assertFalse(log.text().contains(HASH), log.text());
    }
  }

  static Stream<Arguments> named() throws Exception {
    return Stream.of(
        Arguments.of(user(0), "User", "lastLogin, name, passwordHash", "user.name"),
        Arguments.of(new Bean(), "Bean", "active, hash, userName", "user.userName"),
        Arguments.of(new HiddenBean(), "HiddenBean", "active, hash, userName", "user.userName"),
        Arguments.of(new Fields(), "Fields", "hash, login", "user.login"),
        Arguments.of(elsewhere(), "Elsewhere", "hash, name", "user.name"),
        Arguments.of(
            Map.of("name", "ann", "token-" + HASH, ""),
            "java.util.ImmutableCollections$MapN",
            "name",
            "user.name"),
        Arguments.of(new HashMap<>(Map.of("user", "ann")), "java.util.HashMap", null, null));
  }

  @ParameterizedTest
  @MethodSource("named")
  @DisplayName(
      "N-1: the answer names the class and the properties, and the path that it leads to is a"
          + " name")
  void theAnswerNamesAPathThatWorks(Object user, String type, String properties, String path)
      throws Exception {
    try (TestApp app = app(Map.of("postern.login.user", "user"))) {
      String body = enter(app, Map.of("user", user)).api("GET", "/policy", null).body();
      assertTrue(body.contains(type + ", which is no name"), body);
      assertEquals(properties != null, body.contains("It has the properties "), body);
      assertTrue(
          properties == null
              || body.contains(
                  "It has the properties " + properties + ". Did you mean " + path + "?"),
          body);
    }
    if (path != null) {
      try (TestApp app = app(Map.of("postern.login.user", path))) {
        assertEquals(
            "ann", enter(app, Map.of("user", user)).create("{\"name\":\"x\"}").getString("owner"));
      }
    }
  }

  @Test
  @DisplayName("N-1: two logins of ann are one owner once user.name is set")
  void twoLoginsAreOneOwner() throws Exception {
    try (TestApp app = app(Map.of("postern.login.user", "user.name"))) {
      String id =
          enter(app, Map.of("user", user(1))).create("{\"name\":\"nightly\"}").getString("id");
      JsonObject seen =
          enter(app, Map.of("user", user(2))).api("GET", "/keys", null).json();
      assertEquals(id, seen.getJsonArray("keys").getJsonObject(0).getString("id"));
    }
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("ann", "ann"),
        Arguments.of(new StringBuilder("ann"), "ann"),
        Arguments.of((Principal) () -> "ann", "ann"),
        Arguments.of(Grade.CHIEF, "CHIEF"),
        Arguments.of(UUID.fromString(ID), ID),
        Arguments.of(7, "7"),
        Arguments.of(7L, "7"),
        Arguments.of(7.0, "7"),
        Arguments.of(new java.math.BigDecimal("7.00"), "7"),
        Arguments.of(new AtomicLong(7), "7"),
        Arguments.of(new java.math.BigInteger("700"), "700"),
        Arguments.of(Optional.of("ann"), "ann"),
        Arguments.of(Json.createValue("ann"), "ann"),
        Arguments.of(Json.createValue(7), "7"),
        Arguments.of(new UsernamePasswordAuthenticationToken("ann", null, List.of()), "ann"));
  }

  @ParameterizedTest
  @MethodSource("names")
  @DisplayName("N-1: texts, principals, enums, numbers and UUIDs are names")
  void plainThingsAreNames(Object user, String name) throws Exception {
    try (TestApp app = app(Map.of("postern.login.user", "user"))) {
      assertEquals(
          name, enter(app, Map.of("user", user)).create("{\"name\":\"x\"}").getString("owner"));
    }
  }

  @ParameterizedTest
  @MethodSource("endsThatNeverCome")
  @DisplayName("N-1: an end of the session that never comes is an end like others, and no database"
      + " that is away")
  void anEndThatNeverComes(Object end) throws Exception {
    try (TestApp app = app(Map.of(
        "postern.login.user",
        "user",
        "postern.login.source",
        "source",
        "postern.login.session-end",
        "sessionEnd"))) {
      Browser ann = enter(app, Map.of("user", "ann", "source", "saml", "sessionEnd", end));
      Reply made = ann.api("POST", "/keys", "{\"name\":\"x\"}");
      assertEquals(201, made.status(), made.body());
      assertEquals("2027-11-21T10:00:00Z", made.text("expiresAt"), "the longest life");
      assertEquals(1, ann.api("GET", "/keys", null).json().getJsonArray("keys").size());
    }
  }

  static Stream<Object> endsThatNeverCome() {
    return Stream.of(
        Instant.MAX,
        new java.util.Date(Long.MAX_VALUE),
        Instant.parse("+10000-01-01T00:00:00Z"),
        java.time.OffsetDateTime.MAX.toInstant());
  }

  static Stream<Arguments> noRoles() {
    List<Object> circle = new ArrayList<>();
    circle.add(circle);
    return Stream.<Object>of(
            new Role("operator", HASH),
            List.of(new Role("operator", HASH)),
            new Role[] {new Role("a", HASH)},
            Map.of("operator", HASH),
            List.of(Map.of("operator", HASH)),
            HASH.toCharArray(),
            HASH.getBytes(),
            List.of(HASH.toCharArray()),
            List.of(Optional.of(new Role("a", HASH))),
            Arrays.asList(null, new Bean()),
            List.of(List.of(new Role("a", HASH))),
            circle,
            new Object[] {"operator", new Bean()},
            Json.createObjectBuilder().add("a", HASH).build())
        .map(ObjectInSessionTest::whole);
  }

  /** An array would else be taken for several arguments. */
  private static Arguments whole(Object argument) {
    return Arguments.of(new Object[] {argument});
  }

  @ParameterizedTest
  @MethodSource("noRoles")
  @DisplayName("N-1: an object is no role, wherever it is, and nothing of it is told")
  void anObjectIsNoRole(Object roles) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(Map.of("postern.login.roles", "roles"))) {
      Reply reply = enter(app, Map.of("user", "ann", "roles", roles))
          .api("POST", "/keys", "{\"name\":\"x\"}");
      assertEquals("login-unclear", reply.code(), reply.body());
      assertTrue(reply.body().contains("postern.login.roles leads to"), reply.body());
      assertFalse(
          reply.body().contains(HASH) || log.text().contains(HASH), reply.body() + log.text());
    }
  }

  static Stream<Arguments> roles() {
    return Stream.of(
        Arguments.of("roles", List.of("operator", Grade.CHIEF)),
        Arguments.of(
            "roles",
            List.of(new SimpleGrantedAuthority("operator"), new SimpleGrantedAuthority("CHIEF"))),
        Arguments.of(
            "roles", Json.createArrayBuilder().add("operator").add("CHIEF").build()),
        Arguments.of("roles", List.of(List.of("operator"), Optional.of("CHIEF"), Optional.empty())),
        Arguments.of("roles", "operator, CHIEF"),
        Arguments.of("roles.code", List.of(new Role("operator", HASH), new Role("CHIEF", HASH))),
        Arguments.of(
            "roles.code", new Role[] {new Role("operator", HASH), new Role("CHIEF", HASH)}),
        Arguments.of(
            "roles.all.code",
            Map.of(
                "all",
                List.of(List.of(new Role("operator", HASH)), List.of(new Role("CHIEF", HASH))))));
  }

  @ParameterizedTest
  @MethodSource("roles")
  @DisplayName("N-1: roles in objects are found by a path through their collection")
  void rolesAreFoundByAPath(String path, Object roles) throws Exception {
    try (TestApp app = app(Map.of("postern.login.roles", path))) {
      assertEquals(
          "[\"CHIEF\",\"operator\"]",
          enter(app, Map.of("user", "ann", "roles", roles))
              .create("{\"name\":\"x\"}")
              .get("roles")
              .toString());
    }
  }

  @ParameterizedTest
  @MethodSource("otherFacts")
  @DisplayName(
      "N-1: organisation, source and instants are not read from the toString() of an object"
          + " either")
  void otherFactsAreNoObjectsEither(String setting) throws Exception {
    for (Object value : List.of(user(1), new Bean(), HASH.toCharArray(), List.of("saml"), (Object)
        Optional.of(new Bean()))) {
      try (LogCapture log = new LogCapture();
          TestApp app = app(Map.of(setting, "fact"))) {
        Reply reply = enter(app, Map.of("user", "ann", "fact", value))
            .api("POST", "/keys", "{\"name\":\"x\"}");
        assertEquals("login-unclear", reply.code(), reply.body());
        assertTrue(reply.body().contains(setting + " leads to a"), reply.body());
        assertFalse(
            reply.body().contains(HASH) || log.text().contains(HASH), reply.body() + log.text());
      }
    }
  }

  static Stream<String> otherFacts() {
    return Stream.of(
        "postern.login.organisation",
        "postern.login.source",
        "postern.login.session-end",
        "postern.login.authenticated-at");
  }

  @Test
  @DisplayName(
      "N-1: no path leads to what every object says of itself, nor to the toString() behind a"
          + " principal")
  void noPathLeadsToToString() throws Exception {
    for (String path : List.of(
        "user.toString",
        "user.class.name",
        "user.getClass",
        "user.hashCode",
        "org.app.USER.name")) {
      try (LogCapture log = new LogCapture();
          TestApp app = app(Map.of("postern.login.user", path))) {
        Reply reply = enter(
                app,
                Map.of(
                    "user",
                    user(0),
                    "org.app.USER",
                    new UsernamePasswordAuthenticationToken(user(2), null, List.of())))
            .api("GET", "/policy", null);
        assertEquals("login-unclear", reply.code(), reply.body());
        assertFalse(
            reply.body().contains(HASH) || log.text().contains(HASH), reply.body() + log.text());
      }
    }
  }

  @Test
  @DisplayName("N-1: an attribute with dots in its name can hold an object too")
  void dotsInTheNameOfAnAttribute() throws Exception {
    try (TestApp app = app(Map.of("postern.login.user", "org.app.USER"))) {
      String body = enter(app, Map.of("org.app.USER", user(0)))
          .api("GET", "/policy", null)
          .body();
      assertTrue(body.contains("Did you mean org.app.USER.name?"), body);
    }
    try (TestApp app = app(Map.of("postern.login.user", "org.app.USER.name"))) {
      assertEquals(
          "ann",
          enter(app, Map.of("org.app.USER", user(0)))
              .create("{\"name\":\"x\"}")
              .getString("owner"));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  @DisplayName("N-1: behind getUserPrincipal() an object's toString() is no name either")
  void aPrincipalThatLendsToStringIsNoName(Map<String, String> settings) throws Exception {
    try (LogCapture log = new LogCapture();
        TestApp app = app(settings)) {
      Reply reply = enter(
              app,
              Map.of(
                  "SPRING_SECURITY_CONTEXT",
                  new org.springframework.security.core.context.SecurityContextImpl(
                      new UsernamePasswordAuthenticationToken(user(2), null, List.of())),
                  "principal",
                  new UsernamePasswordAuthenticationToken(user(2), null, List.of())))
          .api("GET", "/policy", null);
      assertEquals("login-unclear", reply.code(), reply.body());
      assertTrue(
          reply.body().contains("passwordHash"), "the properties are named: " + reply.body());
      assertFalse(
          reply.body().contains(HASH) || log.text().contains(HASH), reply.body() + log.text());
    }
  }

  static Stream<Map<String, String>> kinds() {
    return Stream.of(
        Map.of("postern.login", "spring"),
        Map.of("postern.login", "proxy", "postern.login.user", "attribute:app.user"));
  }

  /** A class that only the application's own class loader has, and that is not public. */
  private static Object elsewhere() throws Exception {
    ClassLoader loader = new ClassLoader(null) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream code = ObjectInSessionTest.class
            .getClassLoader()
            .getResourceAsStream(name.replace('.', '/') + ".class")) {
          byte[] bytes = code.readAllBytes();
          return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    };
    var constructor = loader.loadClass(Elsewhere.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  static final class Elsewhere {
    public String getName() {
      return "ann";
    }

    public String getHash() {
      return "$2a$10$N9qo8uLOickgx2ZMRZoMye";
    }

    @Override
    public String toString() {
      return getName() + getHash();
    }
  }

  private static Browser enter(TestApp app, Map<String, Object> attributes) throws Exception {
    Login.next = attributes;
    Browser browser = app.browser();
    browser.send("POST", "/enter", "");
    browser.api("GET", "/policy", null);
    return browser;
  }

  /** README's settings, and one more or another. */
  private static TestApp app(Map<String, String> settings) throws Exception {
    return TestApp.prepare()
        .servlet("/enter", new Login())
        .filter("/postern/*", (request, response, chain) -> {
          request.setAttribute("app.user", user(3));
          chain.doFilter(request, response);
        })
        .run(builder -> {
          Map<String, String> all = new HashMap<>(Map.of(
              "postern.login.user",
              "user",
              "postern.login.roles",
              "none",
              "postern.login.organisation",
              "none",
              "postern.login.source",
              "none",
              "postern.login.session-end",
              "none",
              "postern.login.authenticated-at",
              "none"));
          all.putAll(settings);
          if ("proxy".equals(settings.get("postern.login"))) {
            all.replaceAll((name, value) -> value.equals("none") ? "attribute:none" : value);
          }
          all.forEach(builder::setting);
        });
  }

  private static final class Login extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static Map<String, Object> next;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
      next.forEach(request.getSession()::setAttribute);
    }
  }
}
