package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody's browser at Keycloak, which remembers who signed in there. */
final class KeycloakVisit {

  private static final String LOGIN_FORM = "id=\"kc-form-login\"";

  private final Visitor browser;

  KeycloakVisit(URI keycloak) {
    this.browser = new Visitor(keycloak, new LoopbackCookies());
  }

  /**
   * Goes where the application sent the browser, signs in if Keycloak asks for it, and keeps the
   * answer from going on.
   */
  Answer follow(String location, String user) throws Exception {
    HttpResponse<String> page = browser.get(location);
    boolean asked = page.body().contains(LOGIN_FORM);
    if (asked) {
      Form login = Form.on(page);
      login.fields().put("username", user);
      login.fields().put("password", user);
      page = browser.postForm(login.action(), login.fields());
    }
    Form answer = Form.on(page);
    if (!answer.fields().containsKey("SAMLResponse")) {
      throw new AssertionError("Keycloak gives no answer: " + page.body());
    }
    return new Answer(
        asked,
        answer.action(),
        answer.fields().get("RelayState"),
        new String(
            Base64.getMimeDecoder().decode(answer.fields().get("SAMLResponse")),
            StandardCharsets.UTF_8));
  }

  /**
   * The form that Keycloak lets the browser post.
   *
   * @param asked whether somebody had to sign in for it
   * @param to where
   * @param relayState what the application sent along
   * @param xml the response
   */
  record Answer(boolean asked, String to, String relayState, String xml) {

    Instant sessionEnd() {
      return time("SessionNotOnOrAfter");
    }

    Instant authenticated() {
      return time("AuthnInstant");
    }

    /** When its conditions are over. */
    Instant end() {
      return time("<saml:Conditions [^>]*NotOnOrAfter");
    }

    private Instant time(String attribute) {
      Matcher found = Pattern.compile(attribute + "=\"([^\"]*)\"").matcher(xml);
      if (!found.find()) {
        throw new AssertionError(attribute + " is missing in " + xml);
      }
      return Instant.parse(found.group(1));
    }
  }

  /** The only form of a page. */
  private record Form(String action, Map<String, String> fields) {

    private static final Pattern FORM = Pattern.compile("(?is)<form([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("(?is)<input[^>]*>");

    static Form on(HttpResponse<String> page) {
      assertEquals(200, page.statusCode(), page.body());
      List<Form> forms = FORM.matcher(page.body())
          .results()
          .map(form -> new Form(attribute(form.group(1), "action"), fields(form.group(2))))
          .toList();
      assertEquals(1, forms.size(), page.body());
      return forms.get(0);
    }

    private static Map<String, String> fields(String form) {
      Map<String, String> fields = new HashMap<>();
      INPUT
          .matcher(form)
          .results()
          .map(input -> input.group())
          .filter(input -> !attribute(input, "name").isEmpty())
          .forEach(input -> fields.put(attribute(input, "name"), attribute(input, "value")));
      return fields;
    }

    private static String attribute(String tag, String name) {
      Matcher found = Pattern.compile("(?i)\\s" + name + "=\"([^\"]*)\"").matcher(tag);
      return found.find()
          ? found
              .group(1)
              .replace("&quot;", "\"")
              .replace("&#39;", "'")
              .replace("&lt;", "<")
              .replace("&gt;", ">")
              .replace("&amp;", "&")
          : "";
    }
  }

  /**
   * Keycloak's cookies are Secure even by plain http. Browsers send such cookies to 127.0.0.1, Java
   * does not.
   */
  private static final class LoopbackCookies extends CookieManager {

    @Override
    public void put(URI uri, Map<String, List<String>> headers) throws IOException {
      super.put(uri, headers);
      getCookieStore().getCookies().forEach(cookie -> {
        cookie.setSecure(false);
        cookie.setVersion(0);
      });
    }
  }
}
