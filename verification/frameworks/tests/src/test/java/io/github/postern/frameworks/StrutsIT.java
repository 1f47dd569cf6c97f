package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.util.List;
import java.util.Map;

/**
 * Struts 7: its filter takes every path, so the management API is called past it; its interceptors
 * ask the request.
 */
class StrutsIT extends FrameworkContract {

  StrutsIT() {
    super("struts", Map.of("postern.login", "container", "postern.management.direct", "true"));
  }

  @Override
  void login(Client browser, String user) throws Exception {
    Reply reply = browser.form("/login.action", List.of("user", user, "password", user));
    assertEquals("200 welcome " + user, reply.status() + " " + reply.body());
  }

  @Override
  String who() {
    return "/who.action";
  }

  @Override
  String aliceByKey() {
    return """
        principal=alice
        operator=true
        administrator=false
        user=alice
        remote=alice
        type=API_KEY\
        """;
  }

  @Override
  String forAdministrators() {
    return "/admin/who.action";
  }

  @Override
  String forKeys() {
    return "/batch/run.action";
  }

  /**
   * With an empty extension, as in the application's {@code struts.xml}, the action has a path
   * without one, too.
   */
  @Override
  String closing() {
    return "/batch/run, /batch/run.action";
  }
}
