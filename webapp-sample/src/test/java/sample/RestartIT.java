package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application stops and starts again on the same folder. */
final class RestartIT {

  private static final String JOB =
      "{\"name\":\"Wiki\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily\"}";

  @TempDir
  Path folder;

  @Test
  void jobsAndKeysAreStillThereAndDeletedKeysAreNot() throws Exception {
    JsonObject kept;
    JsonObject deleted;
    String job;
    try (SampleServer before = SampleServer.start(folder)) {
      Visitor alice = before.loggedIn("alice");
      KeyApiClient keys = new KeyApiClient(alice);
      kept = keys.create("kept", "P30D");
      deleted = keys.create("deleted", "P30D");
      keys.delete(deleted.getString("id"));
      job = "/api/jobs/" + Body.of(alice.postJson("/api/jobs", JOB)).getInt("id");
    }

    try (SampleServer after = SampleServer.start(folder)) {
      Visitor script = after.visitor();
      assertEquals(200, script.get(job, "X-API-Key", kept.getString("key")).statusCode());
      assertEquals(401, script.get(job, "X-API-Key", deleted.getString("key")).statusCode());
      assertEquals("Wiki", Body.of(after.loggedIn("bob").get(job)).getString("name"));
    }
  }
}
