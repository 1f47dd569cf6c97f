package io.github.postern.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolvedPathTest {

  @ParameterizedTest(name = "S-30: {0} is {1} to a server that resolves it after it was mapped")
  @CsvSource({
    "/postern/index.html, /postern/index.html/, false",
    "//postern/index.html, /postern/index.html/, true",
    "/x/../postern/index.html, /postern/index.html/, true",
    "/x/..;a=b/postern/admin.html, /postern/admin.html/, true",
    "/./postern/./admin.html, /postern/admin.html/, true",
    "/postern;a=1/admin.html;b, /postern/admin.html/, true",
    "\\postern\\index.html, /postern/index.html/, true",
    "/../../postern/, /postern/, true",
    "/postern/../api/jobs, /api/jobs/, true",
    "/api/.hidden, /api/.hidden/, true",
    "/, /, false",
    "'', /, false"
  })
  @DisplayName("S-30: the path of a page, however it is spelled")
  void resolvedAsFarAsAnyReaderDoes(String path, String resolved, boolean odd) {
    assertEquals(resolved, PathSpelling.resolved(path));
    assertEquals(odd, PathSpelling.mayNeedResolving(path));
  }
}
