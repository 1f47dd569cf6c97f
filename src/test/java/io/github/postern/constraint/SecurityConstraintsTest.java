package io.github.postern.constraint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Constraints are combined and matched as Servlet 6.0 section 13.8 says. */
class SecurityConstraintsTest {

  private static final Optional<Set<String>> OPEN = Optional.empty();

  @Test
  void theBestPatternDecidesAlone() {
    SecurityConstraints constraints = of(
        all("/*", "any"),
        all("/admin/*", "admin"),
        all("/admin/help", "helper"),
        all("*.jsp", "designer"),
        all("/", "rest"));
    assertEquals(Set.of("helper"), constraints.on("GET", "/admin/help").roles());
    assertEquals(Set.of("admin"), constraints.on("GET", "/admin/help/more").roles());
    assertEquals(Set.of("admin"), constraints.on("GET", "/admin").roles());
    assertEquals(Set.of("admin"), constraints.on("GET", "/admin/x.jsp").roles());
    assertEquals(Set.of("any"), constraints.on("GET", "/administrators").roles());
    assertEquals(Set.of("any"), constraints.on("GET", "/x.jsp").roles());
    SecurityConstraints weak = of(all("*.jsp", "designer"), all("/", "rest"), all("", "home"));
    assertEquals(Set.of("designer"), weak.on("GET", "/a/x.jsp").roles());
    assertEquals(Set.of("rest"), weak.on("GET", "/a.jsp/x").roles());
    assertEquals(Set.of("home"), weak.on("GET", "/").roles());
  }

  @Test
  void whatNoPatternFitsIsOpen() {
    assertTrue(of(all("/a/*", "x")).on("GET", "/b").open());
    assertTrue(SecurityConstraints.NONE.on("GET", "/b").open());
  }

  @Test
  void rolesOfThePatternAddUpAndAnEmptyListWinsOverEverything() {
    assertEquals(
        Set.of("a", "b"), of(all("/x", "a"), all("/x", "b")).on("GET", "/x").roles());
    assertTrue(of(all("/x", "a"), new SecurityConstraint(List.of("/x"), Set.of(), true, OPEN))
        .on("GET", "/x")
        .open());
    Access closed = of(
            all("/x"), all("/x", "a"), new SecurityConstraint(List.of("/x"), Set.of(), true, OPEN))
        .on("GET", "/x");
    assertTrue(closed.isClosed());
    assertFalse(closed.admits(role -> true));
  }

  @Test
  void methodsAreToldApartAndUncoveredOnesAreOpenUnlessDenied() {
    SecurityConstraint get =
        new SecurityConstraint(List.of("/x"), Set.of("GET"), false, Optional.of(Set.of("reader")));
    SecurityConstraint others = new SecurityConstraint(
        List.of("/x"), Set.of("GET", "HEAD"), true, Optional.of(Set.of("writer")));
    assertEquals(Set.of("reader"), of(get, others).on("GET", "/x").roles());
    assertEquals(Set.of("writer"), of(get, others).on("POST", "/x").roles());
    assertTrue(of(get, others).on("HEAD", "/x").open());
    assertTrue(
        new SecurityConstraints(List.of(get, others), true).on("HEAD", "/x").isClosed());
    assertTrue(of(get).on("get", "/x").open(), "the names of methods have a case");
  }

  @Test
  void twoStarsAdmitEverybodyWhoIsKnown() {
    Access access = of(all("/x", "**")).on("GET", "/x");
    assertFalse(access.open());
    assertFalse(access.isClosed());
    assertTrue(access.admits(role -> false));
  }

  @Test
  @DisplayName(
      "S-6: a path that can be read in another way is closed by the strictest of all ways to"
          + " read it")
  void theStrictestReadingCounts() {
    SecurityConstraints constraints = of(
        all("/app/*", "user"),
        all("/app/admin/*", "admin"),
        all("/app/never"),
        open("/app/open"),
        all("*.do", "doer"),
        open("/pub/*"));
    assertTrue(constraints.on("GET", "/app/never/").isClosed());
    assertTrue(constraints.on("GET", "/app/NEVER").isClosed());
    assertTrue(constraints.on("GET", "/app/never.").isClosed());
    assertEquals(Access.OPEN, constraints.on("GET", "/app/open"));
    assertEquals(
        Access.of(Set.of("user")),
        constraints.on("GET", "/app/open/"),
        "no weak exact one opens a strict prefix");
    assertEquals(Access.of(Set.of("user")), constraints.on("GET", "/app/OPEN"));
    assertEquals(
        Access.of(Set.of("user")).and(Access.of(Set.of("admin"))),
        constraints.on("GET", "/app/ADMIN/x"));
    assertEquals(Access.of(Set.of("admin")), constraints.on("GET", "/APP/Admin/x"));
    assertEquals(Access.of(Set.of("doer")), constraints.on("GET", "/x.do/"));
    assertEquals(Access.of(Set.of("doer")), constraints.on("GET", "/x.DO"));
    assertEquals(Access.OPEN, constraints.on("GET", "/pub/x.do"), "as the container ranks them");
    Access both = constraints.on("GET", "/app/ADMIN/x");
    assertFalse(both.admits(Set.of("user")::contains));
    assertFalse(both.admits(Set.of("admin")::contains));
    assertTrue(both.admits(Set.of("user", "admin")::contains));
  }

  @Test
  @DisplayName("S-31: an odd path is closed by every constraint at once")
  void anOddPathIsClosedByAll() {
    SecurityConstraints constraints =
        of(all("/app/*", "user"), all("/admin/*", "admin"), open("/open/*"));
    for (String path :
        List.of("/open/../admin/x", "/open//x", "/open/x;y", "/open/%2e%2e/x", "/elsewhere/./x")) {
      assertEquals(
          Access.of(Set.of("user")).and(Access.of(Set.of("admin"))),
          constraints.on("GET", path),
          path);
    }
    assertTrue(of(all("/a"), open("/b")).on("GET", "/b/./").isClosed());
    assertEquals(Access.OPEN, of(open("/b")).on("GET", "/b/./"));
  }

  @Test
  void aPatternThatTheServletSpecificationDoesNotKnowIsRefused() {
    assertEquals(
        "A url-pattern is empty or starts with '/' or '*.', but was 'admin/*'",
        assertThrows(IllegalArgumentException.class, () -> all("admin/*", "x")).getMessage());
  }

  private static SecurityConstraints of(SecurityConstraint... all) {
    return new SecurityConstraints(List.of(all), false);
  }

  private static SecurityConstraint open(String pattern) {
    return new SecurityConstraint(List.of(pattern), Set.of(), true, OPEN);
  }

  private static SecurityConstraint all(String pattern, String... roles) {
    return new SecurityConstraint(List.of(pattern), Set.of(), true, Optional.of(Set.of(roles)));
  }
}
