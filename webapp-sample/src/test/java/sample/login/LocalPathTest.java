package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/profile", "/profile?key=add", "/a/b?c=https://x", "/a%20b", "/.well-known/x"
      })
  void aPathOfThisApplicationIsKept(String path) {
    assertEquals(path, LocalPath.of(path));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "profile",
        "//x",
        "/\\x",
        "\\\\x",
        "https://x",
        "javascript:alert(1)",
        "/..//x",
        "/a/../..//x",
        "/a//x",
        "/%2e%2e//x",
        "/;/x",
        "/%2fx",
        "/%5cx",
        "/%252fx",
        "/..",
        "/a\r\nSet-Cookie: b",
        "/ü"
      })
  void everythingElseBecomesTheStartPage(String path) {
    assertEquals("/", LocalPath.of(path));
  }
}
