package sample.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The values of the settings. */
class SamlSettingsTest {

  @Test
  void withoutAnIdentityProviderThereIsNoSingleSignOn() {
    assertEquals(
        Optional.empty(), SamlSettings.of(Map.of("saml.base-url", "http://localhost:8080")::get));
    assertEquals(Optional.empty(), SamlSettings.of(Map.of("saml.idp-metadata", " ")::get));
  }

  @Test
  void theNamesFollowFromTheAddress() {
    SamlSettings settings = SamlSettings.of(
            Map.of(
                    "saml.idp-metadata",
                    "idp.xml",
                    "saml.base-url",
                    "https://backup.example.com/app/")::get)
        .orElseThrow();

    assertEquals("https://backup.example.com/app/saml/acs", settings.acsUrl());
    assertEquals("https://backup.example.com/app/saml/metadata", settings.entityId());
    assertTrue(settings.isSecure());
  }

  @Test
  void whatIsWrongIsNamedWithItsRemedy() {
    assertRefused("saml.base-url is missing", Map.of("saml.idp-metadata", "x"));
    assertRefused(
        "saml.base-url is 'backup.example.com'; it must be",
        Map.of("saml.idp-metadata", "x", "saml.base-url", "backup.example.com"));
    assertRefused(
        "saml.idp-sso-url is missing",
        Map.of("saml.idp-entity-id", "x", "saml.base-url", "https://backup.example.com"));
    assertRefused(
        "saml.force-authn is 'yes'; it must be true or false",
        Map.of(
            "saml.idp-metadata",
            "x",
            "saml.base-url",
            "https://backup.example.com",
            "saml.force-authn",
            "yes"));
  }

  @Test
  void metadataOverPlainHttpAreForThisMachineOnly() {
    new MetadataLocation("http://127.0.0.1:8081/metadata");
    new MetadataLocation("https://idp.example.test/metadata");

    IllegalStateException refused = assertThrows(
        IllegalStateException.class,
        () -> new MetadataLocation("http://idp.example.test/metadata"));

    assertTrue(refused.getMessage().contains("Please use https"), refused.getMessage());
  }

  private static void assertRefused(String why, Map<String, String> settings) {
    String message = assertThrows(IllegalStateException.class, () -> SamlSettings.of(settings::get))
        .getMessage();
    assertTrue(message.contains(why), message);
  }
}
