package io.github.postern.testing;

import java.util.List;

/**
 * Ways to write a path that a filter and a container may understand differently. The module servers
 * has many more.
 */
public final class Spellings {

  private static final List<String> FORMATS = List.of(
      "%s",
      "%s/",
      "%s//",
      "%s/;",
      "%s;/",
      "%s;a=1",
      "%s;a=1/",
      "%s/;a=1",
      "%s/.",
      "%s/./",
      "%s/%%2e",
      "%s/x/..",
      "%s/x/../",
      "%s/%%2e%%2e/x/..",
      "%s.",
      "%s%%20",
      "%s%%09",
      "%s%%00",
      "%s%%3b",
      "%s%%3b/",
      "%s%%3ba",
      "%s%%5c",
      "%s\\",
      "%s%%252f",
      "%s/%%252e",
      "%s%%2f",
      "%s%%3f",
      "%s%%23",
      "%s%%3fx=1",
      "/%s",
      "//%s",
      "/.%s",
      "/x/..%s",
      "/open;/..%s",
      "/open/..;%s",
      "/open;/%%2e%%2e%s",
      "/open/%%252e%%252e%s",
      "/open/..%%5c%s",
      "/open%%5c..%s",
      "/%%20%s",
      "/.%%20%s",
      "%s::$DATA",
      "/...%s");

  private Spellings() {}

  /**
   * Returns a path of an application, with a slash at its start, as it is and in other spellings.
   */
  public static List<String> of(String path) {
    return FORMATS.stream().map(format -> format.formatted(path)).toList();
  }
}
