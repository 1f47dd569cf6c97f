package io.github.postern.frameworks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Jakarta Faces by Mojarra 4.0, with beans by Weld; the login is the container's form. */
class FacesIT extends FrameworkContract {

  private static final String VIEW_STATE =
      "name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]*)\"";

  FacesIT() {
    super("faces", Map.of("postern.login", "container"));
  }

  @Override
  void login(Client browser, String user) throws Exception {
    browser.get("/private/home.xhtml");
    Reply reply =
        browser.form("/j_security_check", List.of("j_username", user, "j_password", user));
    assertTrue(reply.status() == 302 || reply.status() == 303, "" + reply.status());
    assertTrue(browser.get("/private/home.xhtml").body().contains("Welcome, " + user));
  }

  @Override
  boolean refusesKeysBesideSessions() {
    return true;
  }

  @Override
  String who() {
    return "/who.xhtml";
  }

  @Override
  String told(Reply reply) {
    return reply.find("(?s)<pre>(.*)</pre>");
  }

  @Override
  String aliceByKey() {
    return """
        principal=alice
        operator=true
        administrator=false
        remote=alice
        type=API_KEY\
        """;
  }

  @Override
  String forAdministrators() {
    return "/admin/who.xhtml";
  }

  @Override
  String forKeys() {
    return "/batch/run.xhtml";
  }

  @Test
  void aBrowserPostsBackItsViewAsBefore() throws Exception {
    Client browser = browser("alice");
    String state = browser.get("/basket.xhtml").find(VIEW_STATE);
    Reply page = browser.form(
        "/basket.xhtml",
        List.of(
            "form",
            "form",
            "form:amount",
            "3",
            "form:add",
            "Add",
            "jakarta.faces.ViewState",
            state));
    assertTrue(page.body().contains("total=3"), page.body());
    Reply partial = browser.form(
        "/basket.xhtml",
        List.of(
            "form",
            "form",
            "form:amount",
            "4",
            "jakarta.faces.source",
            "form:add",
            "jakarta.faces.partial.ajax",
            "true",
            "jakarta.faces.partial.execute",
            "form",
            "jakarta.faces.partial.render",
            "form:total",
            "jakarta.faces.behavior.event",
            "action",
            "jakarta.faces.ViewState",
            page.find(VIEW_STATE)),
        "Faces-Request",
        "partial/ajax");
    assertTrue(
        partial.body().startsWith("<?xml") && partial.body().contains("total=7"), partial.body());
  }

  @Test
  @DisplayName(
      "E-3: a bean of somebody's session is not lent to a key, and one that a key makes ends"
          + " with its request")
  void beansOfSessionsAreNotLentToKeys() throws Exception {
    Client browser = browser("root");
    String state = browser.get("/basket.xhtml").find(VIEW_STATE);
    assertTrue(browser
        .form(
            "/basket.xhtml",
            List.of(
                "form",
                "form",
                "form:amount",
                "3",
                "form:add",
                "Add",
                "jakarta.faces.ViewState",
                state))
        .body()
        .contains("total=3"));
    Reply both = browser.get("/basket.xhtml", "X-API-Key", aliceKey());
    assertEquals(400, both.status(), both.body());
    Reply alone = app().client().get("/basket.xhtml", "X-API-Key", aliceKey());
    assertEquals(200, alone.status(), alone.body());
    assertTrue(alone.body().contains("total=0"), alone.body());
    assertEquals(List.of(), alone.headers().allValues("Set-Cookie"));
    assertTrue(
        browser.get("/basket.xhtml").body().contains("total=3"), "the session is what it was");
  }

  @Test
  void aPageOfFaceletsHoldsTheElementForKeys() throws Exception {
    Reply page = alice().get("/profile.xhtml");
    assertTrue(page.body().contains("<postern-keys></postern-keys>"), page.body());
    assertTrue(page.body().contains("<h1>API keys of alice</h1>"), page.body());
    String script = page.find("<script type=\"module\" src=\"([^\"]*)\"></script>");
    assertTrue(
        script.startsWith(GraftedWar.CONTEXT + "/"), script + " depends on where its page is");
    assertEquals(200, alice().get(script.substring(GraftedWar.CONTEXT.length())).status());
  }

  @Test
  void whatTheContainerShutsStaysShutToKeys() throws Exception {
    Reply reply = app().client().get("/private/home.xhtml", "X-API-Key", aliceKey());
    assertTrue(!reply.body().contains("Welcome"), "as docs/container-security.md says");
  }
}
