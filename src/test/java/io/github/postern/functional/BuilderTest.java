package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.PosternBuilder;
import io.github.postern.spi.KeyEvent;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.Rows;
import io.github.postern.testing.TestApp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A builder may be used again: it shares nothing with what it built. */
class BuilderTest {

  private static final String BODY = "{\"name\":\"n\"}";

  @Test
  void twoOfOneBuilderKeepTheirOwnTrails() throws Exception {
    try (TestApp first = TestApp.prepare();
        TestApp second = TestApp.prepare()) {
      PosternBuilder builder = first.builder();
      first.run(builder);
      second.run(builder.setting("postern.jdbc-url", second.jdbcUrl()));
      second.loggedIn("alice", "user").create(BODY);
      assertEquals(List.of(), Rows.of(first.jdbcUrl(), "POSTERN_EVENT"));
      assertEquals(1, Rows.of(second.jdbcUrl(), "POSTERN_EVENT").size());
      first.postern().close();
      try (LogCapture log = new LogCapture()) {
        second.loggedIn("bob", "user").create(BODY);
        assertEquals(2, Rows.of(second.jdbcUrl(), "POSTERN_EVENT").size());
        assertEquals(
            List.of(),
            log.lines().stream().filter(line -> line.contains("audit trail")).toList());
      }
    }
  }

  @Test
  void whatIsAddedLaterIsForTheNextOne() throws Exception {
    List<KeyEvent> heard = new ArrayList<>();
    try (TestApp app = TestApp.prepare()) {
      PosternBuilder builder = app.builder();
      app.run(builder);
      builder.keyEventListener(heard::add).issuanceRule((login, request, existing, now) -> {
        throw new AssertionError("This rule is of later");
      });
      app.loggedIn("alice", "user").create(BODY);
      assertEquals(List.of(), heard);
    }
  }
}
