package devidp;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long a session can be, as the login page offers it. */
final class SessionLengths {

  /** The value that the form sends, and the text on the page. */
  static final Map<String, String> OFFERED = new LinkedHashMap<>();

  static {
    OFFERED.put("PT1M", "1 minute");
    OFFERED.put("PT15M", "15 minutes");
    OFFERED.put("PT8H", "8 hours");
    OFFERED.put("P30D", "30 days");
  }

  static final String DEFAULT = "PT8H";
  static final String OWN = "own";
  private static final int MOST_MINUTES = 5 * 365 * 24 * 60;

  private SessionLengths() {}

  static Duration chosen(Map<String, String> form) throws IOException {
    String length = form.getOrDefault("length", DEFAULT);
    if (OFFERED.containsKey(length)) {
      return Duration.parse(length);
    }
    String minutes = form.getOrDefault("minutes", "").strip();
    if (!length.equals(OWN)
        || !minutes.matches("[0-9]{1,7}")
        || Integer.parseInt(minutes) > MOST_MINUTES) {
      throw new IOException(
          "The session's length must be a number of minutes from 0 to " + MOST_MINUTES);
    }
    return Duration.ofMinutes(Integer.parseInt(minutes));
  }
}
