package sample.login;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rules for user names. Names that look alike, to people or to a database, must not be two
 * names.
 */
final class UserName {

  /** As many characters as the column has. */
  static final int LONGEST = 60;

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private UserName() {}

  /** Whether a new user may be called so. */
  static boolean isFit(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.equals(name.strip())
        && !INVISIBLE.matcher(name).find()
        && Normalizer.isNormalized(name, Normalizer.Form.NFKC);
  }

  /**
   * Returns the text to look for in the column: some databases refuse a longer one. A longer name
   * equals none that is found.
   */
  static String toLookFor(String name) {
    return name.substring(0, Math.min(name.length(), LONGEST));
  }
}
