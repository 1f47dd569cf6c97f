package sample.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TotpTest {

  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private final Totp totp = new Totp();

  /** The last six of the eight digits there. */
  @ParameterizedTest
  @CsvSource({
    "59,287082",
    "1111111109,081804",
    "1111111111,050471",
    "1234567890,005924",
    "2000000000,279037",
    "20000000000,353130"
  })
  void theExamplesOfRfc6238AreMet(long second, String code) {
    assertEquals(
        OptionalLong.of(second / 30), totp.step(SECRET, code, Instant.ofEpochSecond(second)));
  }

  @Test
  void theCodeBeforeAndTheCodeAfterCountToo() {
    String code = "005924";
    long step = 1234567890 / 30;

    assertTrue(totp.step(SECRET, code, at(step - 2)).isEmpty());
    assertEquals(OptionalLong.of(step), totp.step(SECRET, code, at(step - 1)));
    assertEquals(OptionalLong.of(step), totp.step(SECRET, code, at(step)));
    assertEquals(OptionalLong.of(step), totp.step(SECRET, code, at(step + 1)));
    assertTrue(totp.step(SECRET, code, at(step + 2)).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5924", "005925", "0059240", "-05924", "٠٠٥٩٢٤", "abcdef"})
  void everythingElseIsWrong(String code) {
    assertTrue(totp.step(SECRET, code, Instant.ofEpochSecond(1234567890)).isEmpty());
  }

  private static Instant at(long step) {
    return Instant.ofEpochSecond(step * 30);
  }
}
