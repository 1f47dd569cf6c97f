package io.github.postern.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Ways to write a path so that a filter and the server may understand it differently, as they were
 * found in Shiro (CVE-2020-1957 and its successors), Spring Security, Undertow (CVE-2020-1757) and
 * others.
 */
public final class PathTricks {

  /** To be put between the context path and the path. */
  private static final List<String> BEFORE = List.of(
      "/",
      "//",
      "/.",
      "/./.",
      "/x/..",
      "/who/..",
      "/x/..;",
      "/x/..;a=b",
      "/x;/..",
      "/;",
      "/;a=1",
      "/;a=1;b=2",
      "/%2e",
      "/%2E",
      "/x/%2e%2e",
      "/x/.%2e",
      "/x/%2e%2e;",
      "/%252e",
      "/x/%252e%252e",
      "/%c0%ae",
      "/%e0%80%ae",
      "/\\",
      "/%5c",
      "/%2f",
      "%2f",
      "/%00",
      "/%20",
      "/%09",
      "/open/..",
      "/open/..;",
      "/open/%2e%2e",
      "/open/..%2f",
      "/open/..%5c",
      "/open/..\\",
      "/open;/..;",
      "/go/forward/../..",
      "/\u00ff/..",
      "/%ff/..",
      "/..",
      "/../x/..",
      "/open;/..",
      "/open;a=1/..",
      "/open;/%2e%2e",
      "/open/%2e%2e;",
      "/open/.%2e",
      "/open/%252e%252e",
      "/open%5c..",
      "/open\\..",
      "/open//..",
      "/open/./..",
      "/open/;/..",
      "/postern/api/self/../../..",
      "/postern/api/..;/..",
      "/.%20",
      "/...",
      "/%2e%20",
      "/%ef%bc%8f",
      "/%c0%ae%c0%ae",
      "/open/%c0%ae%c0%ae",
      "/%u002e%u002e",
      "/open/%u002e%u002e",
      "/open/..%00",
      "/open/..%09",
      "/open/..%20",
      "/open/..%0d%0a",
      "/open/..%3b",
      "/open/..%3ba",
      "/WEB-INF/..",
      "/META-INF/..;");

  /** To be put behind the path. */
  private static final List<String> AFTER = List.of(
      "/",
      "//",
      "/.",
      "/..",
      "/x/..",
      "/..;/",
      "/%2e",
      "/x/%2e%2e",
      ";",
      ";a=1",
      ";jsessionid=1",
      ";.txt",
      "/;",
      "/;x=1",
      ";/x/..",
      "%00",
      "%00.txt",
      "%20",
      "%09",
      "%0a",
      "%0d%0a",
      "%ff",
      "%c0%af",
      "%2f",
      "%252f",
      "%5c",
      "\\",
      "\\..\\run",
      ".",
      "%2e",
      "?",
      "?x",
      "#",
      "#x",
      "%3f",
      "%3b",
      "%23",
      "/x;/..",
      "/;/",
      ";/",
      ";a=1/",
      "/;a=1/",
      ";a=1;b=2/",
      "///",
      "/./",
      "/.//",
      "/%2e/",
      "/%2e%2e/x/..",
      "/x/../",
      "/x/../.",
      "/../%s",
      "/.;/",
      "/..;/%s",
      "/%2e%2e;/%s",
      "/x/..;/",
      "%2f%2e",
      "%2f%2e%2e%2f%s",
      "%20/",
      "%20%20",
      "+",
      "/%20",
      "/%20/",
      "./",
      "..",
      ". .",
      "%2e/",
      "%2e%2e",
      "%00/",
      "/%00",
      "%00.html",
      "%01",
      "%7f",
      "%c2%85",
      "%c2%a0",
      "%e2%80%8b",
      "%ef%bf%bd",
      "%3f/",
      "%3fx=1/",
      "%23/",
      "%3b/",
      "%3ba=1",
      "%3ba=1/",
      "%3b.txt",
      "%252e",
      "%252f%252e",
      "%253b",
      "%25",
      "%",
      "%2",
      "%zz",
      "%u0000",
      "::$DATA",
      ":$DATA",
      "~",
      "/~",
      "*",
      "!",
      "/*",
      "/;.js",
      ";.html",
      ";/x.css/..",
      "/.css",
      "?.css",
      "/?x=/..;/",
      "&x=1",
      "%26x",
      "|",
      "^",
      "\"",
      "'",
      "`",
      "{",
      "%7b}",
      "<",
      "%3c");

  private PathTricks() {}

  /**
   * Returns request targets that mean, or may be taken to mean, one path of an application.
   *
   * @param context with a slash at its start
   * @param path in the application, of two segments, with a slash at its start
   */
  public static List<String> of(String context, String path) {
    List<String> targets = new ArrayList<>();
    BEFORE.forEach(before -> targets.add(context + before + path));
    String last = path.substring(path.lastIndexOf('/') + 1);
    AFTER.forEach(after -> targets.add(context + path + after.replace("%s", last)));
    targets.addAll(inside(context, path));
    targets.add("//" + context.substring(1) + path);
    targets.add("/." + context + path);
    targets.add("/x/.." + context + path);
    targets.add("/x/..;" + context + path);
    targets.add(context + ";a=1" + path);
    targets.add(context + "/../" + context.substring(1) + path);
    targets.add("http://127.0.0.1" + context + path);
    targets.add("http://127.0.0.1" + context + "/x/..;" + path);
    targets.add("http://127.0.0.1/" + context + path);
    return targets;
  }

  /** A path with an extension that is written in another way. */
  private static List<String> extensions(String path) {
    int dot = path.lastIndexOf('.');
    if (dot < path.lastIndexOf('/')) {
      return List.of();
    }
    String name = path.substring(0, dot);
    String end = path.substring(dot + 1);
    List<String> paths = new ArrayList<>();
    for (String between : List.of(
        "%2e",
        "%252e", "..", "%2e%2e", ".;", ";.", ".%00", "%00.", ".%20", "%20.", "./", "/.",
        "%c0%ae")) {
      paths.add(name + between + end);
    }
    paths.add(name + "." + end.toUpperCase(java.util.Locale.ROOT));
    paths.add(name + "." + end.toUpperCase(java.util.Locale.ROOT) + "/");
    paths.add(path + "/x.css");
    paths.add(path + "/x." + end);
    paths.add(path + ";/x.css");
    return paths;
  }

  private static List<String> inside(String context, String path) {
    int slash = path.indexOf('/', 1);
    String first = path.substring(0, slash);
    String second = path.substring(slash + 1);
    List<String> targets = new ArrayList<>();
    for (String between : List.of(
        "//",
        "///",
        "/./",
        "/x/../",
        "/x/..;/",
        ";/",
        ";x=1/",
        ";x=1;y=2/",
        "/;/",
        "/;x=1/",
        "/%2e/",
        "/x/%2e%2e/",
        "%2f",
        "%2F",
        "%252f",
        "%5c",
        "\\",
        "/\\",
        "%00/",
        "/%00",
        "%20/",
        "/%20",
        "/%09",
        "%c0%af",
        "%u002f",
        "/..;/" + first.substring(1) + "/",
        "/../" + first.substring(1) + "/",
        "%2f..%2f" + first.substring(1) + "/",
        ";/../" + first.substring(1) + "/",
        "%3b/",
        "%3bx=1/")) {
      targets.add(context + first + between + second);
    }
    targets.add(context + "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
    targets.add(context + "/%25" + Integer.toHexString(path.charAt(1)) + path.substring(2));
    targets.add(context + "/%u00" + Integer.toHexString(path.charAt(1)) + path.substring(2));
    targets.add(context + first.toUpperCase(java.util.Locale.ROOT) + "/" + second);
    targets.add(context + first + "/" + second.toUpperCase(java.util.Locale.ROOT));
    targets.add(context + "/" + Character.toUpperCase(path.charAt(1)) + path.substring(2));
    targets.add(context + path.toUpperCase(java.util.Locale.ROOT));
    targets.add(context + path.toUpperCase(java.util.Locale.ROOT) + "/");
    targets.add(context
        + path.substring(0, path.length() - 1)
        + "%"
        + Integer.toHexString(path.charAt(path.length() - 1)));
    targets.add(context
        + path.substring(0, path.length() - 1)
        + "%25"
        + Integer.toHexString(path.charAt(path.length() - 1)));
    targets.add(context + path.replace("s", "%c5%bf"));
    targets.add(context + first + "./" + second);
    targets.add(context + first + "%2e/" + second);
    targets.add(context + first + "/../open/.." + path);
    targets.add(context + first + "/../open");
    targets.add(context + first + "/%2e%2e/open/");
    targets.add(context + first + "/..;/open/");
    extensions(path).forEach(other -> targets.add(context + other));
    return targets;
  }
}
