package io.github.postern.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {

  private final Scopes scopes =
      Scopes.parse("read: GET,HEAD /api/*; jobs: * /api/jobs; jobs: * /api/jobs/*");

  @Test
  void aKeyWithoutScopesMayDoEverything() {
    assertTrue(scopes.allow(Set.of(), "DELETE", "/anything"));
  }

  @Test
  void aKeyWithScopesMayDoWhatOneOfThemOpens() {
    assertTrue(scopes.allow(Set.of("read"), "GET", "/api/me"));
    assertFalse(scopes.allow(Set.of("read"), "POST", "/api/jobs"));
    assertTrue(scopes.allow(Set.of("read", "jobs"), "POST", "/api/jobs"));
    assertFalse(scopes.allow(Set.of("jobs"), "GET", "/api/me"));
  }

  @Test
  void aScopeThatIsNoLongerDefinedOpensNothing() {
    assertFalse(scopes.allow(Set.of("gone"), "GET", "/api/me"));
  }

  @Test
  @DisplayName("F-24: a path matches by whole segments")
  void aPathMatchesByWholeSegments() {
    Scopes read = Scopes.parse("read: GET /api/read/*");
    assertTrue(read.allow(Set.of("read"), "GET", "/api/read"));
    assertTrue(read.allow(Set.of("read"), "GET", "/api/read/1"));
    assertFalse(read.allow(Set.of("read"), "GET", "/api/readwrite"));
    assertFalse(read.allow(Set.of("read"), "GET", "/API/read"));
  }

  @Test
  void namesKeepTheirOrder() {
    assertEquals(List.of("read", "jobs"), List.copyOf(scopes.names()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read",
        "read: GET",
        "read: get /api",
        "read: GET api",
        "read: GET /a/*/b",
        "r ead: GET /a",
        "read: GET /a /b"
      })
  void whatIsNoScopeIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Scopes.parse(text));
  }
}
