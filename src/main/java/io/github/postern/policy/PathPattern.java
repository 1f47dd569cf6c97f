package io.github.postern.policy;

/**
 * A set of paths below the context, written as in a {@code url-pattern}: {@code /api/jobs} is that
 * path alone, {@code /api/*} is {@code /api} and everything below it, {@code *.do} is every path
 * that ends with it. Whole segments only, so {@code /api/*} is not {@code /apis}. Immutable.
 *
 * <p>There are two questions, and which one is asked depends on what a yes does. {@link #covers} is
 * for what <b>closes</b>: it takes in every path that anybody might understand as one of the set.
 * {@link #admits} is for what <b>opens</b>: it takes in only what nobody can understand as anything
 * else.
 */
public final class PathPattern {

  private static final String BELOW = "/*";
  private static final String EXTENSION = "*.";
  private static final String ANY = "/";

  /** The kinds of patterns, the weakest first (Servlet 6.0 section 12.1). */
  private enum Kind {
    ANY,
    EXTENSION,
    BELOW,
    EXACT
  }

  private final String text;
  private final Kind kind;
  private final String base;
  private final String plain;

  private PathPattern(String text, Kind kind, String base) {
    this.text = text;
    this.kind = kind;
    this.base = base;
    this.plain = kind == Kind.EXTENSION ? base : PathSpelling.plain(base);
  }

  /**
   * Reads a pattern of a setting. There, {@code /} is the root alone.
   *
   * @throws IllegalArgumentException if it is none, or is written so that no path can be meant by
   *     it
   */
  public static PathPattern parse(String text) {
    PathPattern pattern =
        ANY.equals(text) ? new PathPattern(text, Kind.EXACT, text) : ofUrlPattern(text);
    boolean extension = pattern.kind == Kind.EXTENSION;
    if (!text.startsWith("/") && !extension
        || pattern.base.indexOf('*') >= 0
        || pattern.base.equals(".")) {
      throw new IllegalArgumentException(
          "A path starts with '/' and may end with '/*', such as '/api/*', or is an"
              + " extension such as '*.do', but was '"
              + text
              + "'");
    }
    if (extension
        ? pattern.base.indexOf('/') >= 0
            || PathSpelling.isAmbiguous("/x" + pattern.base)
            || pattern.base.endsWith(".")
        : PathSpelling.isAmbiguous(pattern.text)
            || pattern.base.indexOf('?') >= 0
            || pattern.base.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "A path is written decoded and plainly, without empty segments, '.', '..', ';',"
              + " '\\', '?', '#' and '%20', for no request would match '"
              + text
              + "'");
    }
    return pattern;
  }

  /**
   * Reads a {@code url-pattern} of an application, as it is: there, {@code /} is every path, and
   * the root is empty.
   */
  public static PathPattern ofUrlPattern(String text) {
    if (ANY.equals(text)) {
      return new PathPattern(text, Kind.ANY, "");
    } else if (text.endsWith(BELOW)) {
      return new PathPattern(text, Kind.BELOW, text.substring(0, text.length() - BELOW.length()));
    } else if (text.startsWith(EXTENSION)) {
      return new PathPattern(text, Kind.EXTENSION, text.substring(1));
    }
    return new PathPattern(text, Kind.EXACT, text.isEmpty() ? "/" : text);
  }

  /**
   * Returns whether this closes a path: if that, or anything that somebody might understand it as,
   * is in the set. An odd path is covered by every pattern, letters have no case, for some servers
   * and file systems know none, and an extension may have further segments behind it, which scripts
   * take for theirs.
   *
   * @param path as the container decoded it, or as it was sent where that is odd
   */
  public boolean covers(String path) {
    return PathSpelling.isAmbiguous(path)
        || matchesLeniently(path)
        || kind == Kind.EXTENSION && hasSegmentOf(PathSpelling.plain(path));
  }

  /**
   * Returns whether this opens a path: if exactly that is in the set. An odd path is admitted by no
   * pattern.
   *
   * @param path as the container decoded it, or as it was sent where that is odd
   */
  public boolean admits(String path) {
    return matches(path) && !PathSpelling.isAmbiguous(path);
  }

  /** Returns whether a path is the one that this begins with, or is. */
  public boolean isBase(String path) {
    return base.equals(path);
  }

  /** Returns whether every path is in the set, however it is written. */
  public boolean isEverything() {
    return text.equals(BELOW);
  }

  /**
   * Returns whether a filter that is mapped to this sees what another pattern closes. One path or
   * an extension contains nothing, for a slash behind it is outside; and only everything contains
   * an extension.
   */
  public boolean contains(PathPattern other) {
    return isEverything()
        || kind == Kind.BELOW
            && (other.kind == Kind.BELOW || other.kind == Kind.EXACT)
            && isBelow(other.base, base, false);
  }

  /** Returns whether a path is in the set, letter by letter, as the container compares it. */
  public boolean matches(String path) {
    return switch (kind) {
      case EXACT -> path.equals(base);
      case BELOW -> isBelow(path, base, false);
      case EXTENSION -> path.endsWith(base) && path.length() > base.length();
      case ANY -> true;
    };
  }

  /** Returns whether a path that is not odd is in the set in some way of reading it. */
  public boolean matchesLeniently(String path) {
    if (matches(path)) {
      return true;
    }
    String read = PathSpelling.plain(path);
    return switch (kind) {
      case EXACT -> read.equalsIgnoreCase(plain);
      case BELOW -> isBelow(read, plain, true);
      case EXTENSION ->
        read.regionMatches(true, read.length() - base.length(), base, 0, base.length());
      case ANY -> true;
    };
  }

  private static boolean isBelow(String path, String top, boolean ignoreCase) {
    return path.regionMatches(ignoreCase, 0, top, 0, top.length())
        && (path.length() == top.length() || path.charAt(top.length()) == '/');
  }

  private boolean hasSegmentOf(String path) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (path.regionMatches(true, slash - base.length(), base, 0, base.length())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how this ranks among the patterns that a path fits (Servlet 6.0 section 12.1): the
   * highest decides.
   */
  public int rank() {
    return kind == Kind.BELOW
        ? Kind.values().length + plain.length()
        : kind == Kind.EXACT ? Integer.MAX_VALUE : kind.ordinal();
  }

  /** Returns the pattern as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
