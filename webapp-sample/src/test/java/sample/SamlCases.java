package sample;

import devidp.SamlRequest;
import devidp.SigningKey;
import devidp.TestUser;
import devidp.XmlSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The rows: each one a good response but for one thing. */
final class SamlCases {

  private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
  private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
  private static final String RSA_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512";
  private static final String ACCEPTED = "accepted";
  private static final Pattern ASSERTION =
      Pattern.compile("(?s)<saml:Assertion .*</saml:Assertion>");

  private final List<SamlCase> cases = new ArrayList<>();
  private final TestIdp idp;

  private SamlCases(TestIdp idp) {
    this.idp = idp;
  }

  static List<SamlCase> all(TestIdp idp) throws IOException {
    SamlCases all = new SamlCases(idp);
    all.accepted();
    all.signatures();
    all.tampering();
    all.times();
    all.addressees();
    all.statements();
    all.wrapping();
    all.names();
    return all.cases;
  }

  private void accepted() {
    row("assertion signed", ACCEPTED, answer -> answer);
    row("assertion and response signed", ACCEPTED, answer -> answer.after(this::signResponse));
    row(
        "signed with SHA-512",
        ACCEPTED,
        answer -> answer.signedBy(new XmlSigner(
            idp.key(),
            idp.key().certificate(),
            RSA_SHA512,
            "http://www.w3.org/2001/04/xmlenc#sha512")));
    row("no end of the session stated", ACCEPTED, answer -> answer.until(null));
    row(
        "end of the session with an offset",
        ACCEPTED,
        answer -> answer.before(xml -> xml.replaceAll(
            "SessionNotOnOrAfter=\"[^\"]*\"",
            "SessionNotOnOrAfter=\""
                + OffsetDateTime.now(ZoneOffset.ofHours(2)).plusHours(1)
                + "\"")));
    row(
        "conditions over, but within 30 s",
        ACCEPTED,
        answer -> answer.before(time("Conditions", "NotOnOrAfter", -20)));
    row(
        "comment put into the name after signing",
        ACCEPTED,
        answer -> answer.after(xml -> xml.replace(">carol<", ">car<!-- x -->ol<")));
  }

  private void signatures() throws IOException {
    SigningKey wrong = TestIdp.key("wrong");
    row("unsigned", "UNSIGNED", TestIdp.Answer::unsigned);
    row("response signed only", "UNSIGNED", answer -> answer.unsigned().after(this::signResponse));
    row("signed with a wrong key", "SIGNATURE", answer -> answer.signedBy(XmlSigner.with(wrong)));
    row(
        "wrong key, but the right certificate in KeyInfo",
        "SIGNATURE",
        answer ->
            answer.signedBy(new XmlSigner(wrong, idp.key().certificate(), RSA_SHA256, SHA256)));
    row(
        "signature with SHA-1",
        "WEAK_ALGORITHM",
        answer -> answer.signedBy(
            new XmlSigner(idp.key(), idp.key().certificate(), XmlSigner.RSA_SHA1, SHA256)));
    row(
        "digest with SHA-1",
        "WEAK_ALGORITHM",
        answer -> answer.signedBy(
            new XmlSigner(idp.key(), idp.key().certificate(), RSA_SHA256, XmlSigner.SHA1)));
  }

  private void tampering() {
    row(
        "name changed after signing",
        "SIGNATURE",
        answer -> answer.after(xml -> xml.replace(">carol<", ">mallory<")));
    row(
        "role changed after signing",
        "SIGNATURE",
        answer -> answer.after(xml -> xml.replace(">user<", ">administrator<")));
    row(
        "end of the session changed after signing",
        "SIGNATURE",
        answer -> answer.after(
            xml -> xml.replaceAll("SessionNotOnOrAfter=\"20", "SessionNotOnOrAfter=\"21")));
    row("DOCTYPE", "UNREADABLE", answer -> answer.after(xml -> "<!DOCTYPE x>" + xml));
    row(
        "DOCTYPE with an entity",
        "UNREADABLE",
        answer -> answer.after(xml -> "<!DOCTYPE x [<!ENTITY who \"mallory\">]>" + xml));
    row("no XML", "UNREADABLE", answer -> answer.after(xml -> "carol was here"));
    row(
        "encrypted assertion",
        "UNREADABLE",
        answer ->
            answer.after(xml -> ASSERTION.matcher(xml).replaceFirst("<saml:EncryptedAssertion/>")));
  }

  private void times() {
    row(
        "conditions expired",
        "EXPIRED",
        answer -> answer.before(time("Conditions", "NotOnOrAfter", -60)));
    row(
        "conditions not yet valid",
        "NOT_YET_VALID",
        answer -> answer.before(time("Conditions", "NotBefore", 90)));
    row(
        "subject confirmation expired",
        "EXPIRED",
        answer -> answer.before(time("SubjectConfirmationData", "NotOnOrAfter", -60)));
    row(
        "session over for a minute",
        "SESSION_OVER",
        answer -> answer.until(Instant.now().minusSeconds(60)));
    row(
        "session over for 3 s, within the drift",
        "SESSION_OVER",
        answer -> answer.until(Instant.now().minusSeconds(3)));
    row(
        "end of the session without a time zone",
        "TIME_WITHOUT_ZONE",
        answer ->
            answer.before(xml -> xml.replaceAll("(SessionNotOnOrAfter=\"[^\"]*)Z\"", "$1\"")));
    row(
        "signed in two minutes from now",
        "CLOCKS_DIFFER",
        answer -> answer.authenticated(Instant.now().plusSeconds(120)));
  }

  private void addressees() {
    row(
        "issuer of response and assertion wrong",
        "ISSUER",
        answer -> answer.withIssuer("https://evil.example"));
    row(
        "issuer of the assertion wrong",
        "ISSUER",
        answer -> answer.before(xml -> {
          int place = xml.lastIndexOf(TestIdp.ENTITY_ID);
          return xml.substring(0, place)
              + "https://evil.example"
              + xml.substring(place + TestIdp.ENTITY_ID.length());
        }));
    row(
        "audience wrong",
        "AUDIENCE",
        answer -> answer.before(
            xml -> xml.replaceAll("<saml:Audience>[^<]*", "<saml:Audience>https://other.example")));
    row(
        "no audience",
        "AUDIENCE",
        answer -> answer.before(
            xml -> xml.replaceAll("<saml:AudienceRestriction>.*</saml:AudienceRestriction>", "")));
    row(
        "audience right in one of two restrictions",
        "AUDIENCE",
        answer -> answer.before(xml -> xml.replace(
            "</saml:Conditions>",
            "<saml:AudienceRestriction><saml:Audience>https://other.example</saml:Audience>"
                + "</saml:AudienceRestriction></saml:Conditions>")));
    row(
        "recipient wrong",
        "RECIPIENT",
        answer -> answer.before(attribute("Recipient", "https://other.example/acs")));
    row(
        "no recipient",
        "RECIPIENT",
        answer -> answer.before(xml -> xml.replaceAll(" Recipient=\"[^\"]*\"", "")));
    row(
        "destination wrong",
        "RECIPIENT",
        answer -> answer.before(attribute("Destination", "https://other.example/acs")));
    row(
        "answer to another request",
        "OTHER_REQUEST",
        answer -> answer.to(other(answer.content().request())));
    row(
        "assertion of another request in the right response",
        "OTHER_REQUEST",
        answer -> answer.before(xml ->
            xml.replaceAll("(SubjectConfirmationData InResponseTo=\")[^\"]*", "$1_another")));
    row(
        "answer to no request",
        "OTHER_REQUEST",
        answer -> answer.before(xml -> xml.replaceAll(" InResponseTo=\"[^\"]*\"", "")));
    row(
        "answer to an empty request",
        "OTHER_REQUEST",
        answer -> answer.before(attribute("InResponseTo", "_")));
  }

  private void statements() {
    row(
        "no AuthnStatement",
        "AUTHENTICATIONS",
        answer -> answer.before(
            xml -> xml.replaceAll("<saml:AuthnStatement.*</saml:AuthnStatement>", "")));
    row(
        "two AuthnStatements",
        "AUTHENTICATIONS",
        answer -> answer.before(
            xml -> xml.replaceAll("(<saml:AuthnStatement.*</saml:AuthnStatement>)", "$1$1")));
    row(
        "status is not Success",
        "STATUS",
        answer -> answer.before(xml -> xml.replace("status:Success", "status:Responder")));
    row(
        "no assertion",
        "WRAPPED",
        answer -> answer.after(xml -> ASSERTION.matcher(xml).replaceFirst("")));
  }

  /** XML signature wrapping: what is signed is there, and something else is meant to be read. */
  private void wrapping() {
    row(
        "wrapping: forged assertion before the signed one",
        "WRAPPED",
        answer ->
            answer.after(xml -> xml.replace("<saml:Assertion ", forged(xml) + "<saml:Assertion ")));
    row(
        "wrapping: forged assertion after the signed one",
        "WRAPPED",
        answer -> answer.after(
            xml -> xml.replace("</samlp:Response>", forged(xml) + "</samlp:Response>")));
    row(
        "wrapping: signed assertion moved into Extensions",
        "WRAPPED",
        answer -> answer.after(xml -> xml.replace(assertion(xml), forged(xml))
            .replace(
                "<samlp:Status>",
                "<samlp:Extensions>" + assertion(xml) + "</samlp:Extensions><samlp:Status>")));
    row(
        "wrapping: signed assertion within the forged one",
        "WRAPPED",
        answer -> answer.after(xml -> xml.replace(
            assertion(xml),
            forged(xml)
                .replace(
                    "</saml:Assertion>",
                    "<saml:Advice>" + assertion(xml) + "</saml:Advice></saml:Assertion>"))));
    row(
        "wrapping: the only assertion not where it belongs",
        "WRAPPED",
        answer -> answer.after(xml -> xml.replace(assertion(xml), "")
            .replace(
                "<samlp:Status>",
                "<samlp:Extensions>" + assertion(xml) + "</samlp:Extensions><samlp:Status>")));
    row(
        "wrapping: two elements with the ID that is signed",
        "WRAPPED",
        answer -> answer.after(xml ->
            xml.replaceFirst("(<samlp:Response [^>]* ID=\")[^\"]*", "$1" + idOf(assertion(xml)))));
    row(
        "wrapping: the signature is for the whole document",
        "WRAPPED",
        answer ->
            answer.after(xml -> xml.replaceAll("Reference URI=\"[^\"]*\"", "Reference URI=\"\"")));
  }

  private void names() {
    for (String odd : new String[] {
      "erin\u202e/../<admin>", "carol\nroot", " carol", "\uff43arol", "a".repeat(101)
    }) {
      String shown = odd.length() > 50
          ? odd.length() + " characters"
          : odd.replace("\n", "\\n").replace("\u202e", "\\u202e");
      row(
          "user name: " + shown,
          "USER_NAME",
          answer -> answer.as(new TestUser(odd, "Odd", List.of("user"), "")));
    }
  }

  private void row(String name, String expected, UnaryOperator<TestIdp.Answer> change) {
    cases.add(new SamlCase(name, expected, change));
  }

  private String signResponse(String xml) {
    try {
      return XmlSigner.with(idp.key()).signResponse(xml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static UnaryOperator<String> time(String element, String attribute, int secondsFromNow) {
    return xml -> xml.replaceAll(
        "(<saml:" + element + " [^>]*" + attribute + "=\")[^\"]*",
        "$1" + Instant.now().plusSeconds(secondsFromNow));
  }

  private static UnaryOperator<String> attribute(String name, String value) {
    return xml -> xml.replaceAll(name + "=\"[^\"]*\"", name + "=\"" + value + "\"");
  }

  private static SamlRequest other(SamlRequest request) {
    return new SamlRequest(
        "_another", request.issuer(), URI.create(request.acs().toString()), false);
  }

  private static String assertion(String xml) {
    return ASSERTION.matcher(xml).results().findFirst().orElseThrow().group();
  }

  private static String idOf(String assertion) {
    return assertion.replaceFirst("(?s).*? ID=\"([^\"]*)\".*", "$1");
  }

  /** The assertion as an attacker would like it: another name, another ID, no signature. */
  private static String forged(String xml) {
    return assertion(xml)
        .replaceAll("(?s)<ds:Signature.*</ds:Signature>", "")
        .replace(">carol<", ">mallory<")
        .replaceFirst(" ID=\"[^\"]*\"", " ID=\"_forged\"");
  }
}
