package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.RawHttp;
import io.github.postern.testkit.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** GWT 2.12: a service that is called by RPC knows the owner of a key. */
class GwtIT extends FrameworkContract {

  /** The call of {@code WhoService.who()}, as the code that GWT compiles writes it. */
  private static final String CALL =
      "7|0|4|http://127.0.0.1/app/shop/|none|stranger.gwt.WhoService|who|1|2|3|4|0|";

  GwtIT() {
    super("gwt", Map.of("postern.login", "session", "postern.login.roles", "roles"));
  }

  @Override
  void login(Client browser, String user) throws Exception {
    assertEquals(
        204, browser.form("/login", List.of("user", user, "password", user)).status());
  }

  @Override
  Reply call(Client client, String path, String... headers) throws Exception {
    String[] all = Stream.concat(
            Arrays.stream(headers),
            Stream.of(
                "Content-Type",
                "text/x-gwt-rpc; charset=utf-8",
                "X-GWT-Permutation",
                "none",
                "X-GWT-Module-Base",
                "http://127.0.0.1/app/shop/"))
        .toArray(String[]::new);
    return client.send("POST", path, CALL, all);
  }

  @Override
  Reply trick(String target, String headers) throws Exception {
    return RawHttp.send(
        app().port(),
        "POST " + target + " HTTP/1.1",
        headers
            + "Content-Type: text/x-gwt-rpc; charset=utf-8\r\n"
            + "X-GWT-Permutation: none\r\n"
            + "X-GWT-Module-Base: http://127.0.0.1/app/shop/\r\n"
            + "Content-Length: "
            + CALL.length()
            + "\r\n\r\n"
            + CALL);
  }

  @Override
  String told(Reply reply) {
    String text = reply.find("^//OK\\[1,\\[\"(.*)\"\\],0,7\\]$");
    return text == null ? null : text.replace("\\u003D", "=");
  }

  @Override
  String who() {
    return "/shop/who";
  }

  @Override
  String aliceByKey() {
    return "principal=alice,operator=true,administrator=false,remote=alice,type=API_KEY";
  }

  @Override
  String forAdministrators() {
    return "/shop/admin";
  }

  @Override
  String forKeys() {
    return "/shop/batch/run";
  }
}
