package io.github.postern.bench;

import java.util.Arrays;
import java.util.Locale;

/** The ratios of several rounds as one figure. */
final class Ratios {

  private Ratios() {}

  static double median(double[] values) {
    return quantile(values, 0.5);
  }

  /**
   * Returns the median, and in brackets between which figures the middle half of the rounds lies.
   */
  static String describe(double[] ratios) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        median(ratios),
        quantile(ratios, 0.25),
        quantile(ratios, 0.75));
  }

  /** Between two values by the straight line through them. */
  private static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double position = part * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
