package io.github.postern.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeCharactersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nightly",
        "Größe",
        "ночной ключ",
        "夜間バッチ",
        "كلمة السر",
        "مفتاح ۱",
        "נתיב",
        "می‌خواهم",
        "क्‍ष",
        "ශ්‍රී",
        "👩‍💻 build",
        "👨‍👩‍👧‍👦",
        "❤️",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "#️⃣",
        "©️",
        "🇩🇪",
        "葛󠄀",
        "O'Neill \"x\" (y)",
        "e\u0301",
        "🏳️‍🌈",
        "Tiếng Việt",
        "😀"
      })
  @DisplayName("E-21: names as people write them, in any script and with emoji, are names")
  void namesAsPeopleWriteThem(String name) {
    assertTrue(
        UnsafeCharacters.first(name, false).isEmpty(),
        () -> "at " + UnsafeCharacters.first(name, false).getAsInt());
    assertTrue(UnsafeCharacters.isVisible(name));
  }

  @Test
  @DisplayName("E-21: characters that turn, break or hide are found wherever they stand")
  void charactersThatTurnBreakOrHide() {
    String ranges =
        "0000-001F 007F-009F 00AD-00AD 034F-034F 061C-061C 115F-1160 17B4-17B5 180E-180E"
            + " 200B-200F 2028-202E 2060-206F 3164-3164 D800-DFFF FDD0-FDEF FEFF-FEFF"
            + " FFA0-FFA0 FFF9-FFFB FFFE-FFFF 1BCA0-1BCA3 1D173-1D17A E0001-E007F"
            + " E0100-E01EF FE00-FE0F 1FFFE-1FFFF 10FFFE-10FFFF";
    for (String range : ranges.split(" ")) {
      for (int c = Integer.parseInt(range.split("-")[0], 16);
          c <= Integer.parseInt(range.split("-")[1], 16);
          c++) {
        String odd = new String(Character.toChars(c));
        for (String text :
            new String[] {"a" + odd + "b", odd + "b", "a" + odd, odd, "a" + odd + odd + "b"}) {
          int at = UnsafeCharacters.first(text, false).orElse(-1);
          assertEquals(text.indexOf(odd), at, String.format("U+%04X in %d", c, text.length()));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00A0",
        "\u3000",
        "\u2800",
        "\u2800 \u2800",
        "\u0301",
        "\u20DD",
        "\u200D",
        "\uFE0F",
        "\u00A0\u0301"
      })
  @DisplayName("E-21: spaces, marks and blanks alone are nothing to see")
  void spacesMarksAndBlanksAlone(String text) {
    assertFalse(UnsafeCharacters.isVisible(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u200Db",
        "nightly\u200C",
        "\u200D\u4E00",
        "\u4E00\u200D",
        "\u4E00\u200D\u200D\u4E00",
        "a\uFE0F",
        "1\uFE0F",
        "\u2764\uFE0F\uFE0F",
        "a\uDB40\uDC67",
        "\uD83D\uDE00\uDB40\uDC67"
      })
  @DisplayName(
      "E-21: joiners and selectors where they do nothing only make two names look like one")
  void joinersAndSelectorsWhereTheyDoNothing(String text) {
    assertTrue(UnsafeCharacters.first(text, false).isPresent());
  }

  @Test
  void linesAreAllowedWhereTheyAreAskedFor() {
    assertTrue(UnsafeCharacters.first("a\r\n\tb", true).isEmpty());
    assertTrue(UnsafeCharacters.first("a\nb", false).isPresent());
    assertTrue(UnsafeCharacters.first("a\u2028b", true).isPresent());
  }
}
