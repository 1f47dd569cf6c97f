package devidp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The content of a response before it is signed.
 *
 * @param issuer entity id of the identity provider
 * @param request what is answered
 * @param user who signed in
 * @param now when the response is issued; it is good for five minutes
 * @param authenticated AuthnInstant
 * @param sessionIndex SessionIndex
 * @param sessionEnd SessionNotOnOrAfter; empty: none is sent
 */
public record SamlResponse(
    String issuer,
    SamlRequest request,
    TestUser user,
    Instant now,
    Instant authenticated,
    String sessionIndex,
    Optional<Instant> sessionEnd) {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String XML = """
            <samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" \
            xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s" \
            Destination="%s" InResponseTo="%s"><saml:Issuer>%s</saml:Issuer>\
            <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
            %s</samlp:Response>\
            """;
  private static final String ASSERTION = """
            <saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="%s" Version="2.0" IssueInstant="%s">\
            <saml:Issuer>%s</saml:Issuer>%s%s%s%s</saml:Assertion>\
            """;
  private static final String SUBJECT = """
            <saml:Subject>\
            <saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">%s</saml:NameID>\
            <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
            <saml:SubjectConfirmationData InResponseTo="%s" NotOnOrAfter="%s" Recipient="%s"/>\
            </saml:SubjectConfirmation></saml:Subject>\
            """;
  private static final String CONDITIONS = """
            <saml:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml:AudienceRestriction>\
            <saml:Audience>%s</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
            """;
  private static final String AUTHENTICATION = """
            <saml:AuthnStatement AuthnInstant="%s" SessionIndex="%s"%s><saml:AuthnContext>\
            <saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified</saml:AuthnContextClassRef>\
            </saml:AuthnContext></saml:AuthnStatement>\
            """;

  /** The response as XML, unsigned. */
  public String xml() {
    String assertion = ASSERTION.formatted(
        "_" + UUID.randomUUID(),
        TIME.format(now),
        Xml.escape(issuer),
        SUBJECT.formatted(
            Xml.escape(user.name()), Xml.escape(request.id()), TIME.format(now.plus(LIFE)), acs()),
        CONDITIONS.formatted(
            TIME.format(now.minusSeconds(1)),
            TIME.format(now.plus(LIFE)),
            Xml.escape(request.issuer())),
        AUTHENTICATION.formatted(TIME.format(authenticated), Xml.escape(sessionIndex), end()),
        attributes());
    return XML.formatted(
        "_" + UUID.randomUUID(),
        TIME.format(now),
        acs(),
        Xml.escape(request.id()),
        Xml.escape(issuer),
        assertion);
  }

  private String acs() {
    return Xml.escape(request.acs().toString());
  }

  private String end() {
    return sessionEnd
        .map(end -> " SessionNotOnOrAfter=\"" + TIME.format(end) + "\"")
        .orElse("");
  }

  private String attributes() {
    String roles = user.roles().isEmpty() ? "" : attribute("roles", user.roles());
    return "<saml:AttributeStatement>"
        + attribute("fullName", List.of(user.fullName()))
        + roles
        + "</saml:AttributeStatement>";
  }

  private static String attribute(String name, List<String> values) {
    return values.stream()
        .map(value -> "<saml:AttributeValue>" + Xml.escape(value) + "</saml:AttributeValue>")
        .collect(
            Collectors.joining("", "<saml:Attribute Name=\"" + name + "\">", "</saml:Attribute>"));
  }
}
