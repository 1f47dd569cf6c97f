package io.github.postern.policy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How a path is written. A filter, a server, a framework and a file system read a path one after
 * the other, and where they differ a request gets past the first to what the last one finds:
 * {@code //}, {@code ..;}, an encoding within an encoding, a blank at the end.
 *
 * <p>A path is <i>ambiguous</i> if two readers may understand it differently. Different paths that
 * are not ambiguous may still mean the same: then their <i>plain</i> form is the same.
 */
public final class PathSpelling {

  private static final int HEX = 16;

  private PathSpelling() {}

  /**
   * Returns whether a path as the container decoded it can be taken for another one: an empty
   * segment, one of nothing but dots and blanks, a semicolon, a backslash, a control character, one
   * that could not be decoded, something that is still encoded, or a stream of NTFS. A slash at the
   * end is not odd.
   */
  public static boolean isAmbiguous(String path) {
    if (path.isEmpty()) {
      return false;
    }
    if (path.charAt(0) != '/') {
      return true;
    }
    boolean named = true;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '/') {
        if (!named) {
          return true;
        }
        named = false;
      } else if (isAmbiguous(path, i, c)) {
        return true;
      } else {
        named |= !isFiller(c);
      }
    }
    return !named && !path.endsWith("/");
  }

  private static boolean isAmbiguous(String path, int at, char c) {
    return switch (c) {
      case ';', '\\', '\uFFFD' -> true;
      case '%' ->
        encoded(path, at) >= 0 || path.startsWith("u", at + 1) && encoded(path, at + 1) >= 0;
      case ':' -> path.startsWith("$", at + 1);
      default -> Character.isISOControl(c);
    };
  }

  /**
   * Returns whether a path as the client sent it has a segment {@code .} or {@code ..}, encoded or
   * with parameters or not. The container resolves it; what reads the line by itself may do so
   * differently, or not at all.
   */
  public static boolean hasDots(String sent) {
    return (sent.contains("/.") || sent.indexOf('%') >= 0 || sent.indexOf('\\') >= 0)
        && hasDotSegment(sent);
  }

  /**
   * Returns whether a path as the client sent it has a parameter that is not at its end, as
   * {@code /a;b/c}, plain or encoded: one reader takes the parameter out, the next one everything
   * from it on (GlassFish and its WebSockets do so).
   */
  public static boolean hasInnerParameter(String sent) {
    if (sent.indexOf(';') < 0 && sent.indexOf('%') < 0) {
      return false;
    }
    boolean parameter = false;
    for (int i = 0; i < sent.length(); i++) {
      int encoded = sent.charAt(i) == '%' ? encoded(sent, i) : -1;
      int c = encoded < 0 ? sent.charAt(i) : encoded;
      if (parameter && (c == '/' || c == '\\')) {
        return true;
      }
      parameter |= c == ';';
    }
    return false;
  }

  /** Returns whether {@link #resolved} may say something else than a path says itself. */
  public static boolean mayNeedResolving(String path) {
    return path.contains("//")
        || path.contains("/.")
        || path.indexOf('\\') >= 0
        || path.indexOf(';') >= 0;
  }

  /**
   * Returns what a reader that resolves a decoded path as far as any does makes of it: without
   * parameters, empty segments, {@code .} and {@code ..}, and with slashes only. With a slash at
   * its end; for what has to be found whatever the spelling, never for what opens.
   */
  public static String resolved(String path) {
    Deque<String> segments = new ArrayDeque<>();
    for (String segment : path.replace('\\', '/').split("/")) {
      int parameters = segment.indexOf(';');
      String name = parameters < 0 ? segment : segment.substring(0, parameters);
      if (name.equals("..")) {
        segments.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        segments.addLast(name);
      }
    }
    return segments.isEmpty() ? "/" : "/" + String.join("/", segments) + "/";
  }

  private static boolean hasDotSegment(String sent) {
    int dots = 0;
    boolean other = false;
    boolean parameters = false;
    for (int i = 0; i < sent.length(); i++) {
      int encoded = sent.charAt(i) == '%' ? encoded(sent, i) : -1;
      int c = encoded < 0 ? sent.charAt(i) : encoded;
      i += encoded < 0 ? 0 : 2;
      if (c == '/' || c == '\\') {
        if (isDots(dots, other)) {
          return true;
        }
        dots = 0;
        other = false;
        parameters = false;
      } else if (!parameters) {
        parameters = c == ';';
        dots += c == '.' ? 1 : 0;
        other |= c != '.' && c != ';';
      }
    }
    return isDots(dots, other);
  }

  private static boolean isDots(int dots, boolean other) {
    return !other && (dots == 1 || dots == 2);
  }

  /** Returns the byte that is written as a percent sign and two digits; -1 if there are none. */
  private static int encoded(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = Character.digit(text.charAt(at + 1), HEX);
    int low = Character.digit(text.charAt(at + 2), HEX);
    return high < 0 || low < 0 ? -1 : high * HEX + low;
  }

  /**
   * Returns the plain form of a path that is not odd: no slash at the end, no blank around a
   * segment and no dot behind it, which some frameworks and file systems leave away, and nothing
   * from a question mark or hash on, which is a query to who reads it once more. Letters keep their
   * case: compare without. The root is empty.
   */
  static String plain(String path) {
    if (isPlain(path)) {
      return path;
    }
    StringBuilder plain = new StringBuilder(path.length());
    int end = end(path);
    for (int start = 0; start < end; ) {
      int slash = path.indexOf('/', start);
      int stop = slash < 0 || slash > end ? end : slash;
      int from = start;
      int to = stop;
      while (from < to && path.charAt(from) == ' ') {
        from++;
      }
      while (from < to && isFiller(path.charAt(to - 1))) {
        to--;
      }
      if (from < to) {
        plain.append('/').append(path, from, to);
      }
      start = stop + 1;
    }
    return plain.toString();
  }

  private static boolean isPlain(String path) {
    char before = '/';
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '?' || c == '#' || c == ' ' && before == '/' || c == '/' && isFiller(before)) {
        return false;
      }
      before = c;
    }
    return path.isEmpty() || before != '/' && !isFiller(before);
  }

  private static int end(String path) {
    for (int i = 0; i < path.length(); i++) {
      if (path.charAt(i) == '?' || path.charAt(i) == '#') {
        return i;
      }
    }
    return path.length();
  }

  private static boolean isFiller(char c) {
    return c == '.' || c == ' ';
  }
}
