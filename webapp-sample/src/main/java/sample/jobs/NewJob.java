package sample.jobs;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import sample.web.RefusedException;

/** The data that a user or a script gives about a job: its name, what to back up, and when. */
record NewJob(String name, String source, String schedule) {

  private static final Set<String> MEMBERS = Set.of("name", "source", "schedule");
  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_SOURCE = 300;
  private static final int LONGEST_SCHEDULE = 60;
  private static final String CRON_FIELD = "[0-9*/,-]+";
  private static final Pattern SCHEDULE =
      Pattern.compile("hourly|(daily|weekly|monthly)( at ([01]\\d|2[0-3]):[0-5]\\d)?|"
          + CRON_FIELD
          + "( "
          + CRON_FIELD
          + "){4}");

  static NewJob from(JsonObject json) {
    Set<String> unknown = new TreeSet<>(json.keySet());
    unknown.removeAll(MEMBERS);
    if (!unknown.isEmpty()) {
      throw refused("A job has name, source and schedule, but no \""
          + shorten(unknown.iterator().next())
          + "\"");
    }
    return new NewJob(
        text(json, "name", LONGEST_NAME),
        text(json, "source", LONGEST_SOURCE),
        schedule(text(json, "schedule", LONGEST_SCHEDULE)));
  }

  private static String schedule(String schedule) {
    if (!SCHEDULE.matcher(schedule).matches()) {
      throw refused("schedule must be \"hourly\", \"daily\", \"weekly\" or \"monthly\", perhaps"
          + " with a time as in \"daily at 02:00\", or five cron fields such as \"0 2"
          + " * * *\", but was \""
          + schedule
          + "\"");
    }
    return schedule;
  }

  private static String text(JsonObject json, String member, int longest) {
    JsonValue value = json.get(member);
    if (!(value instanceof JsonString string)) {
      throw refused(member + " must be a text of 1 to " + longest + " characters");
    }
    String text = string.getString().strip();
    if (text.isEmpty() || text.length() > longest) {
      throw refused(
          member + " must have 1 to " + longest + " characters, but has " + text.length());
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw refused(member + " must not contain line breaks or other control characters");
    }
    return text;
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME) + "…";
  }

  private static RefusedException refused(String message) {
    return new RefusedException(HttpServletResponse.SC_BAD_REQUEST, message);
  }
}
