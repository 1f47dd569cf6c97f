package io.github.postern.servers;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;

/** Somebody who is signed in to an application and manages keys there, by the management API. */
final class PublishedOwner {

  private final Client browser;
  private final String api;
  private final String[] login;

  /**
   * Begins.
   *
   * @param browser keeps the session
   * @param api where the management API is
   * @param login the headers that say who it is, if that is not the session
   */
  PublishedOwner(Client browser, String api, String... login) {
    this.browser = browser;
    this.api = api;
    this.login = login.clone();
  }

  /** Creates a key. The answer has its {@code id} and the {@code key}. */
  Reply create(String name) throws Exception {
    Reply reply = browser.send("POST", api + "/keys", "{\"name\":\"" + name + "\"}", modifying());
    if (reply.status() != 201) {
      throw new AssertionError("Create: " + reply.status() + " " + reply.body());
    }
    return reply;
  }

  void delete(String id) throws Exception {
    Reply reply = browser.send("DELETE", api + "/keys/" + id, null, modifying());
    if (reply.status() != 204) {
      throw new AssertionError("Delete: " + reply.status() + " " + reply.body());
    }
  }

  private String[] modifying() throws Exception {
    Reply policy = browser.get(api + "/policy", login);
    String token = policy
        .header("X-CSRF-Token")
        .orElseThrow(() -> new AssertionError("Policy: " + policy.status() + " " + policy.body()));
    String[] all = java.util.Arrays.copyOf(login, login.length + 6);
    System.arraycopy(
        new String[] {
          "Content-Type", "application/json", "X-CSRF-Token", token, "Sec-Fetch-Site", "same-origin"
        },
        0,
        all,
        login.length,
        6);
    return all;
  }
}
