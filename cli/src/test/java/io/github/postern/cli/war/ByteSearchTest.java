package io.github.postern.cli.war;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSearchTest {

  @ParameterizedTest
  @CsvSource({
    "jakarta/servlet/, Ljakarta/servlet/http/HttpServlet;, true",
    "jakarta/servlet/, jakarta/servlet/, true",
    "jakarta/servlet/, jakarta/servlet, false",
    "jakarta/servlet/, jakarta/jakarta/servlet/, true",
    "jakarta/servlet/, '', false",
    "aab, aaaab, true",
    "aab, aaaba, true",
    "aab, abaaba, true",
    "aab, ababab, false",
    "x, aaax, true"
  })
  void aWordIsFoundWhereverItStands(String word, String text, boolean found) {
    assertEquals(
        found, new ByteSearch(word).isIn(text.getBytes(StandardCharsets.ISO_8859_1)), text);
  }

  @Test
  void itAgreesWithTheSearchOfTextOnEveryKindOfByte() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String word = text(random, 1 + random.nextInt(4), 'c');
      String text = text(random, random.nextInt(12), 'c');
      if (i % 2 == 0) {
        text = text(random, 3, '\u00ff') + text + text(random, 3, '\u00ff');
      }
      assertEquals(
          text.contains(word),
          new ByteSearch(word).isIn(text.getBytes(StandardCharsets.ISO_8859_1)),
          word + " in " + text);
    }
  }

  private static String text(Random random, int length, char highest) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) (highest == 'c' ? 'a' + random.nextInt(3) : random.nextInt(highest + 1)));
    }
    return text.toString();
  }
}
