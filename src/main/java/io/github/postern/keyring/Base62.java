package io.github.postern.keyring;

/** The digits {@code 0-9A-Za-z}, in the order of their ASCII codes. */
final class Base62 {

  static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  /** Returns {@code value} as {@code width} digits, padded with zeros on the left. */
  static String encode(long value, int width) {
    char[] digits = new char[width];
    long rest = value;
    for (int i = width - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (rest % 62));
      rest /= 62;
    }
    return new String(digits);
  }

  /** Returns the value of digits as {@link #encode} wrote them. */
  static long decode(String digits, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value * 62 + value(digits.charAt(i));
    }
    return value;
  }

  private static int value(char digit) {
    if (digit <= '9') {
      return digit - '0';
    }
    return digit <= 'Z' ? digit - 'A' + 10 : digit - 'a' + 36;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
  }
}
