package sample.jobs;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;

/** A backup job. */
record Job(long id, NewJob definition, String createdBy, Instant createdAt, Optional<Run> lastRun) {

  /** How the last run ended; {@code note} says more, for people. */
  record Run(String status, String note, Instant at) {}

  String status() {
    return lastRun.map(Run::status).orElse("waiting");
  }

  Job withId(long newId) {
    return new Job(newId, definition, createdBy, createdAt, lastRun);
  }

  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("id", id)
        .add("name", definition.name())
        .add("source", definition.source())
        .add("schedule", definition.schedule())
        .add("createdBy", createdBy)
        .add("createdAt", createdAt.toString())
        .add("status", status());
    lastRun.ifPresentOrElse(
        run -> json.add("note", run.note()).add("lastRunAt", run.at().toString()),
        () -> json.addNull("note").addNull("lastRunAt"));
    return json.build();
  }
}
