package sample.saml;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codelibs.saml2.core.settings.Metadata;
import org.codelibs.saml2.core.settings.Saml2Settings;
import org.codelibs.saml2.core.settings.SettingsBuilder;

/**
 * Tells java-saml what it may accept. Without a key of our own, so that it can read nothing
 * encrypted.
 */
final class JavaSaml {

  /** How far the two clocks may differ. */
  static final int DRIFT_SECONDS = 30;

  private JavaSaml() {}

  /** For checking the answers of this identity provider. */
  static Saml2Settings with(SamlSettings settings, IdentityProvider idp, Instant now) {
    Map<String, Object> values = own(settings);
    values.put(SettingsBuilder.IDP_ENTITYID_PROPERTY_KEY, idp.entityId());
    values.put(SettingsBuilder.IDP_SINGLE_SIGN_ON_SERVICE_URL_PROPERTY_KEY, idp.ssoUrl());
    List<X509Certificate> certificates = idp.certificatesAt(now);
    values.put(SettingsBuilder.IDP_X509CERT_PROPERTY_KEY, text(certificates.get(0)));
    for (int i = 1; i < certificates.size(); i++) {
      values.put(
          SettingsBuilder.IDP_X509CERTMULTI_PROPERTY_KEY + "." + (i - 1),
          text(certificates.get(i)));
    }
    return checked(build(values));
  }

  /** The metadata of this application, for which no identity provider has to be known. */
  static String metadata(SamlSettings settings) {
    Saml2Settings own = build(own(settings));
    own.setSPValidationOnly(true);
    // Without an end: who imports it as a file would be surprised in two days.
    return new Metadata(checked(own), null, null).getMetadataString();
  }

  private static Map<String, Object> own(SamlSettings settings) {
    Map<String, Object> values = new HashMap<>();
    values.put(SettingsBuilder.STRICT_PROPERTY_KEY, true);
    values.put(SettingsBuilder.SP_ENTITYID_PROPERTY_KEY, settings.entityId());
    values.put(SettingsBuilder.SP_ASSERTION_CONSUMER_SERVICE_URL_PROPERTY_KEY, settings.acsUrl());
    values.put(SettingsBuilder.UNIQUE_ID_PREFIX_PROPERTY_KEY, "_");
    values.put(SettingsBuilder.SECURITY_WANT_ASSERTIONS_SIGNED, true);
    values.put(SettingsBuilder.SECURITY_WANT_XML_VALIDATION, true);
    values.put(SettingsBuilder.SECURITY_REJECT_DEPRECATED_ALGORITHM, true);
    values.put(SettingsBuilder.SECURITY_REJECT_UNSOLICITED_RESPONSES_WITH_INRESPONSETO, true);
    values.put(SettingsBuilder.SECURITY_WANT_NAMEID, settings.userAttribute().isEmpty());
    // Keycloak sends one attribute for each role, all of the same name.
    values.put(SettingsBuilder.SECURITY_ALLOW_REPEAT_ATTRIBUTE_NAME_PROPERTY_KEY, true);
    return values;
  }

  private static Saml2Settings build(Map<String, Object> values) {
    Saml2Settings built = new SettingsBuilder().fromValues(values).build();
    built.setClockDrift(DRIFT_SECONDS);
    return built;
  }

  private static Saml2Settings checked(Saml2Settings built) {
    List<String> problems = built.checkSettings();
    if (!problems.isEmpty()) {
      throw new Refusal(
          Reason.IDP_UNAVAILABLE, "java-saml does not take the settings: " + problems);
    }
    return built;
  }

  private static String text(X509Certificate certificate) {
    try {
      return Base64.getEncoder().encodeToString(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read cannot be written", e);
    }
  }
}
