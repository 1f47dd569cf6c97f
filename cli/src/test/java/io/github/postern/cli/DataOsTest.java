package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DataOsTest {

  @Test
  @DisplayName(
      "DO-6: A key created with neither name nor duration gets a generated name and 24 hours")
  void nameAndDurationAreOptional() throws Exception {
    try (TestApp app = TestApp.start("postern.preset", "dataos", "postern.reveal", "false")) {
      Commands alice = Commands.of("alice", app.url());
      Run created = alice.run("create");
      assertEquals("alice false", app.me(created.key()));
      String[] columns = alice.run("list").lines().get(1).split(" +");
      Duration difference =
          Duration.between(Instant.now().plus(Duration.ofHours(24)), Instant.parse(columns[2]));
      assertTrue(difference.abs().toMinutes() < 2, columns[2]);
      assertTrue(columns[3].matches("token_\\w+"), columns[3]);

      // In this preset errors have another shape, and rotation is not allowed.
      String words =
          alice.run("create", "-n", "not allowed!").ends(ExitCode.REFUSED).err();
      assertTrue(words.contains("name"), words);
      alice.run("rotate", created.id()).ends(ExitCode.NOT_ALLOWED);
    }
  }
}
