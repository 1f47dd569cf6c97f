package sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One row of the table of what a Keycloak sends.
 *
 * @param name what is special
 * @param expected {@code accepted}, or why it is refused
 * @param client how the sample is set up in Keycloak: what is otherwise than in the realm's file
 * @param request changes the request before Keycloak gets it
 * @param answer changes what Keycloak answered
 */
record KeycloakCase(
    String name,
    String expected,
    Map<String, String> client,
    UnaryOperator<String> request,
    UnaryOperator<String> answer) {

  private static final String OTHER = "https://other.example.test/";

  /** The rows for a sample at this address; the certificate is for encrypting. */
  static List<KeycloakCase> all(String sample, String certificate) {
    List<KeycloakCase> all = new ArrayList<>();
    all.addAll(signed());
    all.addAll(setUpWrongly(certificate));
    all.addAll(forOthers(sample));
    all.addAll(tampered());
    return all;
  }

  private static List<KeycloakCase> signed() {
    return List.of(
        client("assertion signed", SamlOutcomes.ACCEPTED, Map.of()),
        client(
            "assertion and response signed",
            SamlOutcomes.ACCEPTED,
            Map.of("saml.server.signature", "true")),
        client(
            "signed with SHA-512",
            SamlOutcomes.ACCEPTED,
            Map.of("saml.signature.algorithm", "RSA_SHA512")),
        client(
            "canonicalised with comments",
            SamlOutcomes.ACCEPTED,
            Map.of(
                "saml_signature_canonicalization_method",
                "http://www.w3.org/2001/10/xml-exc-c14n#WithComments")),
        client("unsigned", "UNSIGNED", Map.of("saml.assertion.signature", "false")),
        client(
            "response signed only",
            "UNSIGNED",
            Map.of("saml.assertion.signature", "false", "saml.server.signature", "true")),
        client(
            "signed with SHA-1", "WEAK_ALGORITHM", Map.of("saml.signature.algorithm", "RSA_SHA1")));
  }

  private static List<KeycloakCase> setUpWrongly(String certificate) {
    return List.of(
        client(
            "assertion encrypted",
            "UNREADABLE",
            Map.of("saml.encrypt", "true", "saml.encryption.certificate", certificate)),
        client("no AuthnStatement", "AUTHENTICATIONS", Map.of("saml.authnstatement", "false")));
  }

  private static List<KeycloakCase> forOthers(String sample) {
    return List.of(
        request(
            "for another service provider, stolen",
            "RECIPIENT",
            xml -> xml.replace(sample + "/saml/metadata", OTHER + "metadata")
                .replace(sample + "/saml/acs", OTHER + "acs")),
        request(
            "for another service provider, aimed at our address",
            "AUDIENCE",
            xml -> xml.replace(sample + "/saml/metadata", OTHER + "aimed-at-the-sample")),
        request(
            "from another realm of the same Keycloak",
            "ISSUER",
            xml -> xml.replace("/realms/backup/", "/realms/backup-short/")),
        request(
            "for another request",
            "OTHER_REQUEST",
            xml -> xml.replaceAll(" ID=\"[^\"]*\"", " ID=\"_another\"")));
  }

  private static List<KeycloakCase> tampered() {
    return List.of(
        answer("name changed after signing", xml -> xml.replace(">carol<", ">dave<")),
        answer("role changed after signing", xml -> xml.replace(">user<", ">administrator<")),
        answer(
            "end of the session changed after signing",
            xml -> xml.replaceAll("SessionNotOnOrAfter=\"20", "SessionNotOnOrAfter=\"21")));
  }

  private static KeycloakCase client(String name, String expected, Map<String, String> client) {
    return new KeycloakCase(
        name, expected, client, UnaryOperator.identity(), UnaryOperator.identity());
  }

  private static KeycloakCase request(String name, String expected, UnaryOperator<String> request) {
    return new KeycloakCase(name, expected, Map.of(), request, UnaryOperator.identity());
  }

  private static KeycloakCase answer(String name, UnaryOperator<String> answer) {
    return new KeycloakCase(name, "SIGNATURE", Map.of(), UnaryOperator.identity(), answer);
  }

  @Override
  public String toString() {
    return name + ": " + expected;
  }
}
