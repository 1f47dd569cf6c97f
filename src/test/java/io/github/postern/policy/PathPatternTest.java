package io.github.postern.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two questions: what a pattern covers, because it closes, and what it admits, because it opens.
 */
class PathPatternTest {

  @ParameterizedTest
  @DisplayName(
      "S-6: a pattern that closes covers what anybody might understand as one of its paths")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/a/run|/a/run/",
        "/a/run|/A/Run",
        "/a/run|/a/run.",
        "/a/run|/a/run ",
        "/a/run|/a /run",
        "/a/run|/ a/run",
        "/a/run|/a./run. ./",
        "/a/run|/a/run?",
        "/a/run|/a/run#x",
        "/a/run/|/a/run",
        "/a/*|/a",
        "/a/*|/a/",
        "/a/*|/A/x",
        "/a/*|/a./x",
        "/a/*|/a?x",
        "*.do|/x.do/",
        "*.do|/x.DO",
        "*.do|/x.do ",
        "*.do|/x.do/y",
        "*.do|/x.DO/y/z",
        "*.do|/x.do.",
        "*.do|/a/x.do?y",
        "/|/",
        "/*|/x"
      })
  void whatClosesIsGenerous(String pattern, String path) {
    assertTrue(PathPattern.parse(pattern).covers(path), pattern + " covers " + path);
  }

  @ParameterizedTest
  @DisplayName("S-6: and nothing else")
  @CsvSource(
      delimiter = '|',
      value = {
        "/a/run|/a/runs",
        "/a/run|/a",
        "/a/run|/a/run/x",
        "/a/run|/b/run",
        "/a/*|/ab",
        "/a/*|/b/a",
        "/a/*|/",
        "*.do|/x.dot",
        "*.do|/do",
        "*.do|/xdo",
        "*.do|/x.dot/y",
        "/|/x"
      })
  void whatClosesDoesNotCloseTheNeighbours(String pattern, String path) {
    assertFalse(PathPattern.parse(pattern).covers(path), pattern + " covers " + path);
  }

  @ParameterizedTest
  @DisplayName(
      "S-6: a parameter within a path is found in what a client sent; one at its end changes"
          + " nothing")
  @CsvSource({
    "/feed;/live.ws,true",
    "/a;x=1/b,true",
    "/;/a,true",
    "/a%3b/b,true",
    "/a%3Bx/b,true",
    "/a;%2fb,true",
    "/a;%2Fb,true",
    "/a;\\b,true",
    "/a;%5cb,true",
    "/a;/,true",
    "/a;x=../b,true",
    "/a;jsessionid=1,false",
    "/a/b;x=1;y=2,false",
    "/a,false",
    "/a%20b/c,false",
    "/a/b%3b,false",
    "/a;,false",
    "/a%,false",
    "/a%2fb;x,false"
  })
  void innerParametersAreFound(String sent, boolean found) {
    assertEquals(found, PathSpelling.hasInnerParameter(sent));
    assertTrue(!found || PathSpelling.isAmbiguous(sent), "and then it is odd");
  }

  @Test
  @DisplayName("S-6: the root is the root, whether it has a slash or not")
  void theRootHasTwoNames() {
    assertTrue(PathPattern.parse("/").covers(""));
    assertTrue(PathPattern.parse("/*").covers(""));
    assertTrue(PathPattern.parse("/*").admits(""));
    assertFalse(PathPattern.parse("/").admits(""));
  }

  @ParameterizedTest
  @DisplayName("S-31: an odd path is covered by every pattern, and admitted by none")
  @ValueSource(
      strings = {
        "//",
        "//a/x",
        "/a//x",
        "/a/x//",
        "/a/./x",
        "/./a/x",
        "/a/x/.",
        "/a/x/..",
        "/../a/x",
        "/open/../a/x",
        "/a/.../x",
        "/a/ /x",
        "/ ",
        "/.",
        "/a/x;",
        "/a;b/x",
        "/a\\x",
        "/a/x\\",
        "/a/x\u0000",
        "/a/x\u0000.do",
        "/a\t/x",
        "/a/x\n",
        "/a/x\u007f",
        "/a/x\u0085",
        "/a/x\uFFFD",
        "/a/%2e%2e/x",
        "/a%2fx",
        "/a/%61x",
        "/a/%u002e/x",
        "/a/x%00",
        "/a/x::$DATA",
        "/a:$i30:$X/x.do",
        "a/x",
        ".",
        ".."
      })
  void anOddPathClosesOnly(String path) {
    for (String pattern : List.of("/a/x", "/a/*", "*.do", "/*", "/b", "/")) {
      assertTrue(PathPattern.parse(pattern).covers(path), pattern);
      assertFalse(PathPattern.parse(pattern).admits(path), pattern);
    }
  }

  @ParameterizedTest
  @DisplayName("S-31: an ordinary path is not odd")
  @ValueSource(
      strings = {
        "",
        "/",
        "/a",
        "/a/",
        "/a.b/c",
        "/.well-known/x",
        "/..a",
        "/a..",
        "/a/...b",
        "/a b",
        "/100%",
        "/100% of",
        "/5%zz",
        "/C#",
        "/what?",
        "/jürgen",
        "/日本",
        "/v1/jobs:cancel",
        "/a,b",
        "/a=b&c",
        "/~me",
        "/a+b",
        "/x@y"
      })
  void anOrdinaryPathIsNotOdd(String path) {
    assertFalse(PathSpelling.isAmbiguous(path));
    assertFalse(PathPattern.parse("/other/*").covers(path));
    assertTrue(PathPattern.parse("/*").admits(path));
  }

  @ParameterizedTest
  @DisplayName("S-31: a pattern that opens admits its paths letter by letter")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/a/run|/a/run|true",
        "/a/run|/a/run/|false",
        "/a/run|/A/run|false",
        "/a/run|/a/run.|false",
        "/a/run|/a/run |false",
        "/a/run|/a/run?|false",
        "/a/*|/a|true",
        "/a/*|/a/|true",
        "/a/*|/a/x|true",
        "/a/*|/A/x|false",
        "/a/*|/a./x|false",
        "/a/*|/ab|false",
        "*.do|/x.do|true",
        "*.do|/y/x.do|true",
        "*.do|/x.do/|false",
        "*.do|/x.DO|false",
        "*.do|/x.do/y|false",
        "/|/|true"
      })
  void whatOpensIsNarrow(String pattern, String path, boolean admits) {
    assertEquals(admits, PathPattern.parse(pattern).admits(path));
  }

  @ParameterizedTest
  @DisplayName("S-31: . and .. are found in what a client sent, however they are encoded")
  @CsvSource({
    "/a/../b,true",
    "/a/.,true",
    "/./a,true",
    "/a/%2e%2e/b,true",
    "/a/.%2E/b,true",
    "/a/..;x=1/b,true",
    "/a/..;/b,true",
    "/a/%2e;x/b,true",
    "/a\\..\\b,true",
    "/a%5c..%5cb,true",
    "/a%2f..%2fb,true",
    "/a/..%3bx/b,true",
    "/..,true",
    "/a/..b,false",
    "/a/...,false",
    "/a.b/c..d,false",
    "/.well-known,false",
    "/a;x=../b,false",
    "/a;x=.,false",
    "/a%20b,false",
    "/a%,false",
    "/a%2,false",
    "/,false",
    "/a/%252e%252e/b,false"
  })
  void dotsAreFound(String sent, boolean found) {
    assertEquals(found, PathSpelling.hasDots(sent));
    assertTrue(!found || PathSpelling.isAmbiguous(sent), "and then it is odd");
  }

  @Test
  void anOrdinaryPathIsItsPlainForm() {
    String path = new String("/a/b.c d/e");
    assertSame(path, PathSpelling.plain(path), "without a copy");
    assertEquals("/a/b", PathSpelling.plain("/a /b./"));
    assertEquals("", PathSpelling.plain("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "a", "a/*", "/a*", "/*/a", "/a/*/b", "*do", "*.", "*.*", "*.a/b", "*", "*.a.", "/a//b",
        "/a/./b", "/a/../*", "/a;b", "/a\\b", "/a%20b", "/a?b", "/a#b", "//*", "/a//*"
      })
  void whatNoPathCanBeMeantByIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> PathPattern.parse(text));
  }

  @ParameterizedTest
  @DisplayName("S-11: a mapping contains a pattern if it sees every path that the pattern covers")
  @CsvSource({
    "/*,/a,true",
    "/*,*.do,true",
    "/a/*,/a/b/*,true",
    "/a/*,/a,true",
    "/a/*,/a/b,true",
    "/a/*,/b,false",
    "/a/*,/*,false",
    "/a/*,*.do,false",
    "/a,/a,false",
    "*.do,*.do,false",
    "*.do,/x.do,false",
    "/a/*,/ab/*,false"
  })
  void aMappingContainsWhatItSees(String mapping, String pattern, boolean contains) {
    assertEquals(contains, PathPattern.ofUrlPattern(mapping).contains(PathPattern.parse(pattern)));
  }
}
