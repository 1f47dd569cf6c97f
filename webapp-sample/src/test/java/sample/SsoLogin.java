package sample;

import devidp.SamlRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** A login by single sign-on, step by step, as a browser takes them. */
final class SsoLogin {

  private final SampleServer server;
  private final Visitor browser;
  private final HttpResponse<String> begun;

  private SsoLogin(SampleServer server, Visitor browser, HttpResponse<String> begun) {
    this.server = server;
    this.browser = browser;
    this.begun = begun;
  }

  /** Clicks the button. */
  static SsoLogin begin(SampleServer server, Visitor browser) throws Exception {
    return begin(server, browser, "/saml/login");
  }

  static SsoLogin begin(SampleServer server, Visitor browser, String path) throws Exception {
    return new SsoLogin(server, browser, browser.get(path));
  }

  /** Where the browser was sent, or why not. */
  HttpResponse<String> begun() {
    return begun;
  }

  SamlRequest request() throws IOException {
    return SamlRequest.read(samlRequest());
  }

  String samlRequest() {
    return query().get("SAMLRequest");
  }

  String relayState() {
    return query().get("RelayState");
  }

  String location() {
    return begun
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(begun.body()));
  }

  private Map<String, String> query() {
    Map<String, String> query = new HashMap<>();
    for (String field : URI.create(location()).getRawQuery().split("&")) {
      String[] parts = field.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  /**
   * The form of the identity provider's page: from another site, so without the cookies that are
   * SameSite=Lax.
   */
  HttpResponse<String> post(String xml) throws Exception {
    return post(xml, relayState());
  }

  HttpResponse<String> post(String xml, String relayState) throws Exception {
    String encoded = Base64.getEncoder().encodeToString(xml.getBytes(StandardCharsets.UTF_8));
    return server
        .visitor()
        .postForm(
            "/saml/acs",
            Map.of("SAMLResponse", encoded, "RelayState", relayState),
            "Origin",
            "https://idp.example.test",
            "Sec-Fetch-Site",
            "cross-site");
  }

  /** Follows where the application sends the browser after that; answers the last step. */
  HttpResponse<String> finish(HttpResponse<String> posted) throws Exception {
    return browser.get(posted
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError(posted.body())));
  }

  HttpResponse<String> complete(String xml) throws Exception {
    return finish(post(xml));
  }

  Visitor browser() {
    return browser;
  }
}
