package sample;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The result of each response: a table, which the test prints; and the look of a refusal. */
final class SamlOutcomes {

  static final String ACCEPTED = "accepted";

  private static final Pattern REASON =
      Pattern.compile("Single sign-on refused, reference [0-9a-f]{8}, ([A-Z_]+): ");

  private final List<String> table = Collections.synchronizedList(new ArrayList<>());
  private final String title;
  private final ServerLog log;
  private final Pattern sent;

  /**
   * The pattern is for what stands in the responses and nowhere else: it may not come to the log or
   * to a page.
   */
  SamlOutcomes(String title, ServerLog log, String sent) {
    this.title = title;
    this.log = log;
    this.sent = Pattern.compile("(?i)" + sent);
  }

  void enter(String name, int status, String reason, boolean session) {
    enter(name, status, reason, session ? "session" : "none");
  }

  void enter(String name, int status, String reason, String session) {
    table.add(String.format("  %-58s %d  %-24s %s", name, status, reason, session));
  }

  /** Why the last one was refused, as the log has it. */
  String reason() {
    Matcher reason = REASON.matcher(log.last());
    return reason.find() ? reason.group(1) : "none";
  }

  /**
   * No session, no ticket; the reason in the log, and nothing there or on the page of what was
   * sent.
   */
  void assertRefused(String reason, HttpResponse<String> answer, Visitor visitor) {
    assertAll(
        () -> assertEquals(reason, reason(), log.all()),
        () -> assertTrue(answer.statusCode() >= 400, "Status " + answer.statusCode()),
        () -> assertTrue(answer.body().contains("You are not signed in"), answer.body()),
        () -> assertTrue(answer.headers().firstValue("Location").isEmpty()),
        () ->
            assertFalse(answer.headers().allValues("Set-Cookie").toString().contains("JSESSIONID")),
        () -> assertEquals(401, visitor.get("/api/me").statusCode()),
        () -> assertFalse(sent.matcher(log.all()).find(), log.all()),
        () -> assertFalse(sent.matcher(answer.body().replace("&lt;", "<")).find()));
  }

  /** Prints the table and keeps it in this file. */
  void show(Path file) throws IOException {
    String whole = "\n" + title + "\n" + String.join("\n", table) + "\n";
    Files.writeString(file, whole);
    System.out.println(whole);
  }
}
