package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Jakarta REST: the {@code SecurityContext} and {@code @RolesAllowed} know the owner of a key. */
abstract class RestContract extends FrameworkContract {

  RestContract(String war) {
    super(war, Map.of("postern.login", "session", "postern.login.roles", "roles"));
  }

  @Override
  void login(Client browser, String user) throws Exception {
    assertEquals(
        204, browser.form("/login", List.of("user", user, "password", user)).status());
  }

  @Override
  String who() {
    return "/rest/who";
  }

  @Override
  String aliceByKey() {
    return """
        principal=alice
        operator=true
        administrator=false
        scheme=API_KEY
        remote=alice\
        """;
  }

  @Override
  String forAdministrators() {
    return "/rest/admin";
  }

  @Override
  String forKeys() {
    return "/rest/batch/run";
  }

  @Test
  void aKeyPosts() throws Exception {
    Reply reply = app()
        .client()
        .send("POST", "/rest/orders", "tea", "Content-Type", "text/plain", "X-API-Key", aliceKey());
    assertEquals("200 order=tea by alice", reply.status() + " " + reply.text());
    assertEquals(
        403,
        app()
            .client()
            .send("POST", "/rest/orders", "tea", "Content-Type", "text/plain")
            .status());
  }
}
