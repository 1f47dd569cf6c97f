package sample.login;

import java.util.regex.Pattern;

/** Where to go after the login: a path within this application, never another site. */
public final class LocalPath {

    /** A slash that no second slash or backslash follows: browsers read "//host" and "/\host" as another host. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\]]{0,500}");

    private LocalPath() {
    }

    /** This path if it is a local one, or else the start page. */
    public static String of(String path) {
        return path != null && LOCAL.matcher(path).matches() ? path : "/";
    }
}
