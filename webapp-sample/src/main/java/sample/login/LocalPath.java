package sample.login;

import java.util.regex.Pattern;

/** Where to go after the login: a path within this application, never another site. */
public final class LocalPath {

  private static final Pattern LOCAL = Pattern.compile("/[\\x21-\\x7e&&[^\\\\]]{0,500}");

  /**
   * In the path: an empty segment, one of dots, a parameter, plain or encoded. Browsers read
   * "//host" as another host, and servers make "/..//host" shorter.
   */
  private static final Pattern UNSAFE =
      Pattern.compile("//|;|/\\.\\.?(/|$)|%(2e|2f|3b|5c|25)", Pattern.CASE_INSENSITIVE);

  private LocalPath() {}

  /** This path if it is a local one, or else the start page. */
  public static String of(String path) {
    return path != null
            && LOCAL.matcher(path).matches()
            && !UNSAFE.matcher(path.split("[?#]", 2)[0]).find()
        ? path
        : "/";
  }
}
