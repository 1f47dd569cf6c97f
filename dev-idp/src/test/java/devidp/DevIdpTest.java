package devidp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The identity provider as a browser meets it. */
class DevIdpTest {

  private static final Path FOLDER = Path.of("target", "test-data");
  private static DevIdp idp;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() throws Exception {
    idp = DevIdp.start(0, FOLDER);
  }

  @AfterAll
  static void stop() {
    idp.close();
  }

  @Test
  @DisplayName("S-28: the key of the development identity provider is for its owner only")
  void theKeyIsForItsOwnerOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("a/idp.p12");
    SigningKey made = SigningKey.in(file);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(made.certificate(), SigningKey.in(file).certificate(), "and it stays");
    try (var inside = Files.list(file.getParent())) {
      assertEquals(1, inside.count(), "nothing else is left behind");
    }
  }

  @Test
  void whoChoosesAPersonIsThatPersonForTheApplication() throws Exception {
    String page = sso("http://localhost:8080/acs", false).body();
    assertTrue(page.contains("Carol Okafor") && page.contains("Dave Hoffmann"), page);

    String response = responseIn(signIn("0", "PT15M", true));

    assertTrue(response.contains(">carol<"), response);
    assertTrue(response.contains("SessionNotOnOrAfter="), response);
    assertTrue(response.contains("InResponseTo=\"_r1\""), response);
    assertTrue(response.contains("<ds:Signature"), response);
  }

  @Test
  void theEndOfTheSessionIsLeftOutOnDemand() throws Exception {
    assertFalse(responseIn(signIn("1", "P30D", false)).contains("SessionNotOnOrAfter"));
  }

  @Test
  void whoIsSignedInIsNotAskedAgainUnlessTheApplicationWantsIt() throws Exception {
    String first = responseIn(signIn("0", "PT8H", true));

    String second = responseIn(sso("http://localhost:8080/acs", false));
    HttpResponse<String> forced = sso("http://localhost:8080/acs", true);

    assertEquals(attribute(first, "AuthnInstant"), attribute(second, "AuthnInstant"));
    assertTrue(
        attribute(first, "SessionNotOnOrAfter").compareTo(attribute(second, "SessionNotOnOrAfter"))
            < 0);
    assertTrue(forced.body().contains("Who signs in?"), forced.body());
    post("forget", "");
    assertTrue(sso("http://localhost:8080/acs", false).body().contains("Who signs in?"));
  }

  @Test
  void noApplicationOfAnotherMachineIsAnswered() throws Exception {
    for (String acs : new String[] {
      "https://backup.example.com/acs", "http://localhost.example.com/acs", "javascript:1"
    }) {
      HttpResponse<String> answer = sso(acs, false);
      assertEquals(400, answer.statusCode(), acs);
      assertTrue(answer.body().contains("for development"), answer.body());
    }
  }

  @Test
  void whatMakesNoSenseIsRefusedInWords() throws Exception {
    for (String query : new String[] {
      "",
      "?SAMLRequest=x",
      "?SAMLRequest=eA%3D%3D",
      "?SAMLRequest=" + deflated("<x/>"),
      "?SAMLRequest=" + deflated("<!DOCTYPE x><x/>")
    }) {
      HttpResponse<String> answer = get("sso" + query);
      assertEquals(400, answer.statusCode(), query);
      assertTrue(answer.body().contains("That did not work"), answer.body());
    }
    assertEquals(404, get("nothing").statusCode());
  }

  @Test
  void everyPageSaysWhatItIsNotFor() throws Exception {
    for (String path : new String[] {"", "sso", "metadata"}) {
      assertTrue(get(path).body().contains("NOT FOR PRODUCTION"), path);
    }
    assertTrue(signIn("0", "PT1M", true).body().contains("NOT FOR PRODUCTION"));
  }

  @Test
  void aFormOfAnotherSiteSignsNobodyIn() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(idp.uri().resolve("sso"))
        .header("Origin", "https://evil.example")
        .POST(BodyPublishers.ofString("person=0"))
        .build();

    assertEquals(403, browser.send(request, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    int port = idp.uri().getPort();

    assertThrows(BindException.class, () -> DevIdp.start(port, FOLDER));
  }

  @Test
  void besideAServerItTellsTheApplicationWhereItIs() throws Exception {
    String property = "devidp.test.metadata";

    String taken =
        DevServerHook.start(String.valueOf(idp.uri().getPort()), FOLDER.toString(), property);
    assertTrue(taken.contains("is taken"), taken);
    assertEquals(null, System.getProperty(property));
    assertTrue(DevServerHook.start("off", FOLDER.toString(), property).contains("off"));

    System.setProperty(property, "https://idp.example.com/metadata");
    String other = DevServerHook.start("0", FOLDER.toString(), property);
    System.clearProperty(property);
    assertTrue(other.contains("https://idp.example.com/metadata"), other);
  }

  private HttpResponse<String> sso(String acs, boolean force) throws Exception {
    return get("sso?RelayState=r&SAMLRequest="
        + URLEncoder.encode(request(acs, force), StandardCharsets.UTF_8));
  }

  private HttpResponse<String> signIn(String person, String length, boolean end) throws Exception {
    String request = request("http://localhost:8080/acs", false);
    return post(
        "sso",
        "SAMLRequest="
            + URLEncoder.encode(request, StandardCharsets.UTF_8)
            + "&RelayState=r&person="
            + person
            + "&length="
            + length
            + (end ? "&end=on" : ""));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(idp.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String form) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(idp.uri().resolve(path))
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  private static String request(String acs, boolean force) throws IOException {
    return deflated("<p:AuthnRequest xmlns:p=\""
        + Xml.PROTOCOL
        + "\" ID=\"_r1\" AssertionConsumerServiceURL=\""
        + acs
        + "\" ForceAuthn=\""
        + force
        + "\"><a:Issuer xmlns:a=\""
        + Xml.ASSERTION
        + "\">urn:app</a:Issuer></p:AuthnRequest>");
  }

  private static String deflated(String xml) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_SPEED, true))) {
      out.write(xml.getBytes(StandardCharsets.UTF_8));
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static String responseIn(HttpResponse<String> page) {
    Matcher field =
        Pattern.compile("name=\"SAMLResponse\" value=\"([^\"]+)\"").matcher(page.body());
    assertTrue(field.find(), page.body());
    return new String(Base64.getDecoder().decode(field.group(1)), StandardCharsets.UTF_8);
  }

  private static String attribute(String xml, String name) {
    Matcher attribute = Pattern.compile(name + "=\"([^\"]+)\"").matcher(xml);
    assertTrue(attribute.find(), xml);
    return attribute.group(1);
  }
}
