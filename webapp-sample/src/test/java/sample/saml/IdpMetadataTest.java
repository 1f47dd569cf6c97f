package sample.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import devidp.Metadata;
import devidp.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The metadata of identity providers. */
class IdpMetadataTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static SigningKey key;
  private static String good;

  @BeforeAll
  static void make() throws Exception {
    key = SigningKey.in(Path.of("target", "test-idp", "idp.p12"));
    good = Metadata.xml(
        "https://idp.test", URI.create("https://idp.test/sso?a=1&b=2"), key.certificate());
  }

  @Test
  void theyAreRead() throws Exception {
    IdentityProvider idp = parse(good);

    assertEquals("https://idp.test", idp.entityId());
    assertEquals("https://idp.test/sso?a=1&b=2", idp.ssoUrl());
    assertEquals(List.of(key.certificate()), idp.certificates());
  }

  @Test
  void aKeyForEncryptionIsNotTrustedWithSignatures() {
    assertRefused(
        "no certificate for signing", good.replace("use=\"signing\"", "use=\"encryption\""));
  }

  @Test
  void whatMakesNoSenseIsRefusedInWords() {
    assertRefused("no XML", "carol was here");
    assertRefused("no XML", "<!DOCTYPE x>" + good.substring(good.indexOf("<md:")));
    assertRefused("0 identity providers", "<x/>");
    assertRefused(
        "certificate cannot be read",
        good.replaceAll("<ds:X509Certificate>....", "<ds:X509Certificate>AAAA"));
    assertRefused(
        "no SingleSignOnService for HTTP-Redirect", good.replace("HTTP-Redirect", "HTTP-POST"));
    assertRefused("valid until 2026-11-21T09:59:59Z", until("2026-11-21T09:59:59Z"));
    assertRefused("validUntil is no time with a zone", until("2027-01-01T00:00:00"));
  }

  @Test
  void ofSeveralTheOneThatIsWantedIsTaken() throws Exception {
    String one = good.substring(good.indexOf("<md:"));
    String both = "<x>" + one + one.replace("https://idp.test\"", "https://two.test\"") + "</x>";

    assertRefused("2 identity providers; name one by saml.idp-entity-id", both);
    assertEquals(
        "https://two.test",
        IdpMetadata.parse(
                both.getBytes(StandardCharsets.UTF_8), Optional.of("https://two.test"), NOW)
            .entityId());
  }

  private static String until(String end) {
    return good.replace(" entityID=", " validUntil=\"" + end + "\" entityID=");
  }

  private static IdentityProvider parse(String xml) throws IOException {
    return IdpMetadata.parse(xml.getBytes(StandardCharsets.UTF_8), Optional.empty(), NOW);
  }

  private static void assertRefused(String why, String xml) {
    String message = assertThrows(IOException.class, () -> parse(xml)).getMessage();
    assertTrue(message.contains(why), message);
  }
}
