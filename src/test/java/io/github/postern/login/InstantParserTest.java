package io.github.postern.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.stream.Stream;
import javax.xml.datatype.DatatypeFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstantParserTest {

  private static final Instant THEN = Instant.parse("2026-11-21T10:15:30.123Z");
  private static final String SETTING = "postern.login.session-end";

  static Stream<Object> instants() throws Exception {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    return Stream.of(
        THEN,
        Date.from(THEN),
        Timestamp.from(THEN),
        new java.sql.Date(THEN.toEpochMilli()),
        GregorianCalendar.from(THEN.atZone(berlin)),
        THEN.toEpochMilli(),
        BigInteger.valueOf(THEN.toEpochMilli()),
        String.valueOf(THEN.toEpochMilli()),
        THEN.atZone(berlin),
        THEN.atZone(berlin).toString(),
        THEN.atOffset(ZoneOffset.ofHours(-3)),
        THEN.toString(),
        " 2026-11-21T11:15:30.123+01:00 ",
        DatatypeFactory.newInstance()
            .newXMLGregorianCalendar(GregorianCalendar.from(THEN.atZone(berlin))));
  }

  @ParameterizedTest
  @MethodSource("instants")
  void whateverApplicationsKeepAnInstantInIsRead(Object value) {
    assertEquals(THEN, InstantParser.of(SETTING, value));
  }

  @Test
  void theDateOfHttpHasAZoneToo() {
    assertEquals(
        Instant.parse("2026-11-21T10:15:30Z"),
        InstantParser.of(SETTING, "Sat, 21 Nov 2026 10:15:30 GMT"));
  }

  static Stream<Object> withoutAZone() throws Exception {
    return Stream.of(
        LocalDateTime.of(2026, 11, 21, 10, 15, 30),
        "2026-11-21T10:15:30",
        "2026-11-21 10:15:30",
        "2026-11-21",
        DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-11-21T10:15:30"),
        "tomorrow",
        "",
        "0",
        "0001-01-01T00:00:00Z",
        "+999999999-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @MethodSource("withoutAZone")
  @DisplayName("a time without a zone is not guessed")
  void aTimeWithoutAZoneIsNotGuessed(Object value) {
    String message = assertThrows(
            IllegalStateException.class, () -> InstantParser.of(SETTING, value))
        .getMessage();
    assertTrue(message.startsWith(SETTING) && message.contains("2026-11-21T10:15:30Z"), message);
    assertThrows(
        IllegalStateException.class, () -> InstantParser.ofText("the header X", value.toString()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_795_256_130L, 0, -1, 99_999_999_999_999L})
  void aNumberOfSecondsIsToldFromMilliseconds(long value) {
    String message = assertThrows(
            IllegalStateException.class, () -> InstantParser.of(SETTING, value))
        .getMessage();
    assertTrue(message.contains("milliseconds since 1970"), message);
    assertEquals(value == 1_795_256_130L, message.contains("are these seconds?"), message);
  }

  @Test
  void whatAProxySendsMayBeSecondsOrMilliseconds() {
    assertEquals(
        Instant.ofEpochSecond(1_795_256_130L), InstantParser.ofText("the header X", "1795256130"));
    assertEquals(
        Instant.ofEpochMilli(1_795_256_130_123L),
        InstantParser.ofText("the header X", "1795256130123"));
    assertEquals(THEN, InstantParser.ofText("the header X", "2026-11-21T10:15:30.123Z"));
    assertThrows(IllegalStateException.class, () -> InstantParser.ofText("the header X", "36000"));
  }

  @Test
  void whatLooksLikeNoTimeIsNotRepeated() {
    String message = assertThrows(
            IllegalStateException.class,
            () -> InstantParser.of(SETTING, "eyJhbGciOiJub25lIn0.secret"))
        .getMessage();
    assertFalse(message.contains("secret"), message);
    assertTrue(message.contains("a text of 26 characters"), message);
  }
}
