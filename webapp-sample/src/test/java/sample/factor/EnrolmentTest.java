package sample.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class EnrolmentTest {

  private final Enrolment enrolment =
      new Enrolment("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

  @Test
  void theKeyIsInGroupsThatPeopleCanType() {
    assertEquals("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", enrolment.key());
  }

  @Test
  void theUriIsAsAuthenticatorAppsReadIt() {
    assertEquals(
        "otpauth://totp/Tidewater%20Backup:a%20b%26c?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            + "&issuer=Tidewater%20Backup&algorithm=SHA1&digits=6&period=30",
        enrolment.uri("a b&c"));
  }

  @Test
  void thePictureHoldsNoTextAndNoStyle() {
    String svg = enrolment.svg("grace");

    assertTrue(svg.startsWith("<svg xmlns="), svg);
    assertFalse(svg.contains("style") || svg.contains("GEZD"), svg);
  }
}
