package sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

/**
 * Rows for what stands in a response without being the signed assertion, or within it where it does
 * not count. The user can change each answer on its way through their own browser, but for what is
 * signed.
 */
final class UnsignedPlaces {

  private static final String LONG_AFTER = "2037-01-01T00:00:00Z";
  private static final String ENDLESS = statement("2026-01-01T00:00:00Z");
  private static final String FOREIGN = "<x:any xmlns:x=\"urn:x\">%s</x:any>";

  private final List<SamlCase> cases = new ArrayList<>();

  private UnsignedPlaces() {}

  static List<SamlCase> rows(TestIdp idp) {
    UnsignedPlaces places = new UnsignedPlaces();
    places.besideTheAssertion();
    places.withinTheSignature();
    places.elsewhereInTheAssertion();
    places.texts();
    places.otherMessages();
    places.times();
    return places.cases;
  }

  /** An AuthnStatement of this instant, whose session ends long after. */
  static String statement(String instant) {
    return "<saml:AuthnStatement xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\""
        + " AuthnInstant=\""
        + instant
        + "\" SessionNotOnOrAfter=\""
        + LONG_AFTER
        + "\"><saml:AuthnContext><saml:AuthnContextClassRef>"
        + "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef></saml:AuthnContext>"
        + "</saml:AuthnStatement>";
  }

  static String inExtensions(String xml, String content) {
    return xml.replace(
        "<samlp:Status>", "<samlp:Extensions>" + content + "</samlp:Extensions><samlp:Status>");
  }

  private void besideTheAssertion() {
    after("AuthnStatement in Extensions", "WRAPPED", xml -> inExtensions(xml, ENDLESS));
    after(
        "AuthnStatement deep in Extensions",
        "WRAPPED",
        xml -> inExtensions(xml, FOREIGN.formatted(ENDLESS)));
    after(
        "Extensions with something harmless",
        "WRAPPED",
        xml -> inExtensions(xml, FOREIGN.formatted("")));
    after(
        "audience and confirmation in Extensions",
        "WRAPPED",
        xml -> inExtensions(
            xml,
            between(xml, "<saml:Subject>", "</saml:Subject>")
                + between(xml, "<saml:Conditions ", "</saml:Conditions>")));
    after(
        "attributes in Extensions",
        "WRAPPED",
        xml -> inExtensions(
            xml,
            between(xml, "<saml:AttributeStatement>", "</saml:AttributeStatement>")
                .replace(">user<", ">administrator<")));
    after(
        "AuthnStatement in StatusDetail",
        "WRAPPED",
        xml -> xml.replace(
            "</samlp:Status>",
            "<samlp:StatusDetail>" + ENDLESS + "</samlp:StatusDetail></samlp:Status>"));
    after(
        "AuthnStatement right below the response",
        "WRAPPED",
        xml -> xml.replace("<samlp:Status>", ENDLESS + "<samlp:Status>"));
    after(
        "AuthnStatement behind the assertion",
        "WRAPPED",
        xml -> xml.replace("</samlp:Response>", ENDLESS + "</samlp:Response>"));
    after(
        "something foreign behind the assertion",
        "WRAPPED",
        xml -> xml.replace("</samlp:Response>", FOREIGN.formatted("") + "</samlp:Response>"));
    after(
        "two issuers of the response",
        "WRAPPED",
        xml -> xml.replaceFirst("(<saml:Issuer>[^<]*</saml:Issuer>)", "$1$1"));
  }

  /** The signature of the assertion stands within it and is not covered by itself. */
  private void withinTheSignature() {
    after(
        "AuthnStatement in an Object of the signature",
        "WRAPPED",
        xml -> xml.replace(
            "</ds:Signature>", "<ds:Object>" + ENDLESS + "</ds:Object></ds:Signature>"));
    after(
        "an empty Object in the signature",
        "WRAPPED",
        xml -> xml.replace("</ds:Signature>", "<ds:Object/></ds:Signature>"));
    after(
        "AuthnStatement in KeyInfo",
        "WRAPPED",
        xml -> xml.replace("</ds:KeyInfo>", ENDLESS + "</ds:KeyInfo>"));
    after(
        "KeyInfo with the Id of the assertion",
        "WRAPPED",
        xml -> xml.replace(
            "<ds:KeyInfo>",
            "<ds:KeyInfo Id=\""
                + xml.replaceFirst("(?s).*<saml:Assertion [^>]*ID=\"([^\"]*)\".*", "$1")
                + "\">"));
    after(
        "AuthnStatement in KeyInfo of the signature of the response",
        "WRAPPED",
        xml -> xml.replaceFirst(
            "</saml:Issuer>",
            "</saml:Issuer>"
                + Matcher.quoteReplacement(between(xml, "<ds:Signature ", "</ds:Signature>")
                    .replace("</ds:KeyInfo>", ENDLESS + "</ds:KeyInfo>"))));
  }

  /** Signed, but no statement of this assertion. */
  private void elsewhereInTheAssertion() {
    before("AuthnStatement in Advice", "WRAPPED", xml -> advice(xml, FOREIGN.formatted(ENDLESS)));
    before(
        "an assertion in Advice",
        "WRAPPED",
        xml -> advice(
            xml,
            between(xml, "<saml:Assertion ", "</saml:Assertion>")
                .replaceFirst(" ID=\"[^\"]*\"", " ID=\"_another\"")));
    before(
        "AuthnStatement in the value of an attribute",
        "WRAPPED",
        xml -> xml.replace(
            "</saml:AttributeStatement>",
            "<saml:Attribute Name=\"x\"><saml:AttributeValue>"
                + ENDLESS
                + "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>"));
    before(
        "two AuthnStatements with two ends",
        "AUTHENTICATIONS",
        xml -> xml.replace("<saml:AuthnStatement ", ENDLESS + "<saml:AuthnStatement "));
    before(
        "a condition that nobody here knows",
        "INVALID",
        xml -> xml.replace(
            "</saml:Conditions>",
            "<saml:Condition"
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:type=\"saml:OneTimeUseType\"/></saml:Conditions>"));
    before("no NameID", "INVALID", xml -> xml.replaceAll("<saml:NameID.*</saml:NameID>", ""));
    before(
        "encrypted NameID",
        "INVALID",
        xml -> xml.replaceAll(
            "<saml:NameID.*</saml:NameID>",
            "<saml:EncryptedID><x:EncryptedData"
                + " xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"><x:CipherData>"
                + "<x:CipherValue>AAAA</x:CipherValue></x:CipherData></x:EncryptedData></saml:EncryptedID>"));
    after(
        "encrypted assertion beside the signed one",
        "UNREADABLE",
        xml -> xml.replace("</samlp:Response>", "<saml:EncryptedAssertion/></samlp:Response>"));
  }

  /** A comment is not part of a text, neither of the signed nor of the one that is read. */
  private void texts() {
    after(
        "name as CDATA",
        SamlOutcomes.ACCEPTED,
        xml -> xml.replace(">carol<", "><![CDATA[carol]]><"));
    after(
        "name by the numbers of its letters",
        SamlOutcomes.ACCEPTED,
        xml -> xml.replace(">carol<", ">&#99;aro&#x6c;<"));
    after(
        "comment in a role",
        SamlOutcomes.ACCEPTED,
        xml -> xml.replace(">user<", ">us<!-- administrator -->er<"));
    after(
        "processing instruction in the name",
        "SIGNATURE",
        xml -> xml.replace(">carol<", ">car<?x y?>ol<"));
    after(
        "an entity that nobody declared", "UNREADABLE", xml -> xml.replace(">carol<", ">&carol;<"));
  }

  private void otherMessages() {
    after(
        "a LogoutResponse with the assertion",
        "STATUS",
        xml -> xml.replace("samlp:Response", "samlp:LogoutResponse"));
    after(
        "an ArtifactResponse around the response",
        "STATUS",
        xml -> "<samlp:ArtifactResponse"
            + " xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"_a\""
            + " Version=\"2.0\""
            + " IssueInstant=\"2026-11-21T00:00:00Z\"><samlp:Status><samlp:StatusCode"
            + " Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>"
            + xml
            + "</samlp:ArtifactResponse>");
    after(
        "the assertion alone",
        "STATUS",
        xml -> between(xml, "<saml:Assertion ", "</saml:Assertion>")
            .replaceFirst(
                "<saml:Assertion ",
                "<saml:Assertion" + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"" + " ")
            .replaceFirst("(xmlns:saml=\"[^\"]*\")(.*?)\\1", "$1$2"));
  }

  private void times() {
    end("with the offset of the far east", SamlOutcomes.ACCEPTED, "2037-01-01T00:00:00+14:00");
    end("with an offset that does not exist", "TIME_WITHOUT_ZONE", "2037-01-01T00:00:00+19:00");
    end("in the local time of nowhere", "TIME_WITHOUT_ZONE", "2037-01-01T00:00:00");
    end("with the name of a zone", "TIME_WITHOUT_ZONE", "2037-01-01T00:00:00+01:00[Europe/Paris]");
    end("at 24:00", "TIME_WITHOUT_ZONE", "2037-01-01T24:00:00Z");
    end("in a year beyond all", "TIME_WITHOUT_ZONE", "+999999999-01-01T00:00:00Z");
    end("before there was time", "SESSION_OVER", "0001-01-01T00:00:00Z");
  }

  private void end(String name, String expected, String time) {
    before(
        "end of the session " + name,
        expected,
        xml -> xml.replaceAll(
            "SessionNotOnOrAfter=\"[^\"]*\"", "SessionNotOnOrAfter=\"" + time + "\""));
  }

  private void before(String name, String expected, UnaryOperator<String> change) {
    cases.add(new SamlCase(name, expected, answer -> answer.before(change)));
  }

  private void after(String name, String expected, UnaryOperator<String> change) {
    cases.add(new SamlCase(name, expected, answer -> answer.after(change)));
  }

  private static String advice(String xml, String content) {
    return xml.replace(
        "</saml:Conditions>", "</saml:Conditions><saml:Advice>" + content + "</saml:Advice>");
  }

  private static String between(String xml, String begin, String end) {
    return xml.substring(xml.indexOf(begin), xml.indexOf(end, xml.indexOf(begin)) + end.length());
  }
}
