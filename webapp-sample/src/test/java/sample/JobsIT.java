package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API of the jobs, called by a session. */
final class JobsIT {

  private static final String JOB =
      "{\"name\":\"Wiki\",\"source\":\"wiki-01:/var/wiki\",\"schedule\":\"daily at 02:00\"}";

  @TempDir
  static Path folder;

  private static SampleServer server;

  @BeforeAll
  static void start() throws Exception {
    server = SampleServer.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aNewJobIsListedWithItsCreator() throws Exception {
    Visitor alice = server.loggedIn("alice");

    HttpResponse<String> answer = alice.postJson("/api/jobs", JOB);

    assertEquals(201, answer.statusCode(), answer.body());
    JsonObject job = Body.of(answer);
    assertEquals(
        "/api/jobs/" + job.getInt("id"), answer.headers().firstValue("Location").orElseThrow());
    assertEquals("alice", job.getString("createdBy"));
    assertEquals("waiting", job.getString("status"));
    assertEquals(job, Body.of(alice.get("/api/jobs/" + job.getInt("id"))));
    assertTrue(Body.of(alice.get("/api/jobs")).getJsonArray("jobs").contains(job));
  }

  @Test
  void aJobThatRanSaysWhoStartedIt() throws Exception {
    Visitor bob = server.loggedIn("bob");
    int id = Body.of(bob.postJson("/api/jobs", JOB)).getInt("id");

    JsonObject job = Body.of(server.loggedIn("alice").postJson("/api/jobs/" + id + "/run", ""));

    assertEquals("succeeded", job.getString("status"));
    assertEquals("Started by alice", job.getString("note"));
    assertEquals("bob", job.getString("createdBy"));
  }

  @Test
  void onlyAnAdministratorDeletesJobs() throws Exception {
    Visitor alice = server.loggedIn("alice");
    Visitor bob = server.loggedIn("bob");
    String job = "/api/jobs/" + Body.of(alice.postJson("/api/jobs", JOB)).getInt("id");

    HttpResponse<String> refused = alice.delete(job);

    assertEquals(403, refused.statusCode());
    assertEquals("Only an administrator may delete jobs", Body.of(refused).getString("error"));
    assertEquals(204, bob.delete(job).statusCode());
    assertEquals(404, bob.delete(job).statusCode());
    assertEquals(404, alice.get(job).statusCode());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 900, 1001, 5000, 15_000})
  @DisplayName("S-21: deep JSON is a bad request to the sample, too")
  void deepJsonIsABadRequest(int depth) throws Exception {
    Visitor alice = server.loggedIn("alice");

    HttpResponse<String> answer = alice.postJson("/api/jobs", "{\"name\":" + "[".repeat(depth));

    assertEquals(400, answer.statusCode(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"name\":\"a\",\"source\":\"b\"}",
        "{\"name\":\" \",\"source\":\"b\",\"schedule\":\"daily\"}",
        "{\"name\":7,\"source\":\"b\",\"schedule\":\"daily\"}",
        "{\"name\":\"a\\nb\",\"source\":\"b\",\"schedule\":\"daily\"}",
        "{\"name\":\"a\",\"source\":\"b\",\"schedule\":\"now and then\"}",
        "{\"name\":\"a\",\"source\":\"b\",\"schedule\":\"daily\",\"owner\":\"bob\"}"
      })
  void aJobThatMakesNoSenseIsRefusedInWordsAndNotKept(String body) throws Exception {
    Visitor alice = server.loggedIn("alice");
    int before = Body.of(alice.get("/api/jobs")).getJsonArray("jobs").size();

    HttpResponse<String> answer = alice.postJson("/api/jobs", body);

    assertEquals(400, answer.statusCode(), answer.body());
    assertFalse(Body.of(answer).getString("error").isBlank());
    assertEquals(before, Body.of(alice.get("/api/jobs")).getJsonArray("jobs").size());
  }

  @Test
  void aBodyThatIsTooLongIsNotRead() throws Exception {
    String body = JOB.replace("Wiki", "W".repeat(20_000));

    assertEquals(413, server.loggedIn("alice").postJson("/api/jobs", body).statusCode());
  }

  @Test
  void aBodyThatIsNoJsonIsRefused() throws Exception {
    HttpResponse<String> answer =
        server.loggedIn("alice").postForm("/api/jobs", Map.of("name", "a"));

    assertEquals(415, answer.statusCode());
  }

  @Test
  void aJobThatDoesNotExistIsNotFound() throws Exception {
    Visitor alice = server.loggedIn("alice");

    for (String job : new String[] {"999999", "x", "1/2", "-1", "99999999999999999999"}) {
      assertEquals(404, alice.get("/api/jobs/" + job).statusCode(), job);
    }
  }
}
