package io.github.postern.cli.war;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Looks for a word among bytes, by Horspool's algorithm: it skips as many bytes as the word is long
 * wherever the last of them is not in it. WARs have thousands of classes, and each is asked for
 * several words. Immutable.
 */
final class ByteSearch {

  private static final int BYTES = 256;

  private final byte[] word;
  private final int[] skips = new int[BYTES];

  /** Prepares it for a word of ASCII, which is not empty. */
  ByteSearch(String word) {
    this.word = word.getBytes(StandardCharsets.US_ASCII);
    Arrays.fill(skips, this.word.length);
    for (int i = 0; i < this.word.length - 1; i++) {
      skips[this.word[i] & 0xff] = this.word.length - 1 - i;
    }
  }

  /** Returns whether the word is among these bytes. */
  boolean isIn(byte[] bytes) {
    int last = word.length - 1;
    for (int end = last; end < bytes.length; end += skips[bytes[end] & 0xff]) {
      int i = 0;
      while (i <= last && bytes[end - i] == word[last - i]) {
        i++;
      }
      if (i > last) {
        return true;
      }
    }
    return false;
  }
}
