package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** An application that cannot work does not start, says why, and disturbs no other. */
interface MisuseTests extends OnServer {

  @Test
  default void aDatabaseWithoutADriverStopsTheApplicationAndSaysSo() throws Exception {
    server()
        .deployInVain(
            "wrong",
            Wars.grafted("wrong", Map.of("postern.jdbc-url", "jdbc:nobody:knows")),
            "The setting postern.jdbc-url");
    assertIsAbsent("wrong");
    server().forget("wrong");
    assertEquals(200, script().get("/who").status(), "the other application goes on");
  }
}
