package io.github.postern.settings;

import java.util.Arrays;
import java.util.Comparator;

/** Guesses which setting was meant. */
final class SettingNames {

  private SettingNames() {}

  /** Returns the name that somebody who wrote {@code wrong} probably meant. */
  static String nearest(String wrong) {
    return Arrays.stream(Setting.values())
        .map(Setting::key)
        .min(Comparator.comparingInt(key -> distance(key, wrong)))
        .orElseThrow();
  }

  /** How many characters must be put in, taken out or changed (Levenshtein). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
