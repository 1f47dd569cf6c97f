package sample.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sample.web.RefusedException;

final class NewJobTest {

  @Test
  void spaceAroundTheWordsIsNotKept() {
    NewJob job = NewJob.from(json(" Wiki ", " wiki-01:/srv ", " daily "));

    assertEquals(new NewJob("Wiki", "wiki-01:/srv", "daily"), job);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hourly",
        "daily",
        "weekly at 03:00",
        "monthly at 23:59",
        "0 2 * * *",
        "*/15 8-18 * * 1,5"
      })
  void aScheduleIsAWordOrFiveCronFields(String schedule) {
    assertEquals(schedule, NewJob.from(json("a", "b", schedule)).schedule());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sometimes",
        "daily at 24:00",
        "hourly at 01:00",
        "0 2 * *",
        "0 2 * * * *",
        "rm -rf / * *"
      })
  void anythingElseIsRefusedWithAnExample(String schedule) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> NewJob.from(json("a", "b", schedule)));

    assertEquals(
        "schedule must be \"hourly\", \"daily\", \"weekly\" or \"monthly\", perhaps with a"
            + " time as in \"daily at 02:00\", or five cron fields such as \"0 2 * * *\","
            + " but was \""
            + schedule
            + "\"",
        refused.getMessage());
  }

  @Test
  void aNameMayHaveEightyCharacters() {
    NewJob.from(json("n".repeat(80), "b", "daily"));

    RefusedException refused =
        assertThrows(RefusedException.class, () -> NewJob.from(json("n".repeat(81), "b", "daily")));
    assertEquals("name must have 1 to 80 characters, but has 81", refused.getMessage());
  }

  private static JsonObject json(String name, String source, String schedule) {
    return Json.createObjectBuilder()
        .add("name", name)
        .add("source", source)
        .add("schedule", schedule)
        .build();
  }
}
