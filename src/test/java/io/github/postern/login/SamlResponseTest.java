package io.github.postern.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SamlResponseTest {

  private static final String STATEMENT =
      "<saml:AuthnStatement AuthnInstant=\"2026-11-21T09:00:00Z\""
          + " SessionNotOnOrAfter=\"2026-11-21T18:00:00.123Z\"/>";

  @Test
  void theStatementOfTheAssertionIsRead() {
    SamlResponse read = SamlResponse.of(response(assertion(STATEMENT)));
    assertEquals(Optional.of(Instant.parse("2026-11-21T09:00:00Z")), read.authnInstant());
    assertEquals(Optional.of(Instant.parse("2026-11-21T18:00:00.123Z")), read.sessionEnd());
  }

  @Test
  void withoutAnEndOrWithAnEncryptedAssertionTheEndIsUnknown() {
    assertEquals(
        Optional.empty(),
        SamlResponse.of(response(
                assertion("<saml:AuthnStatement" + " AuthnInstant=\"2026-11-21T09:00:00Z\"/>")))
            .sessionEnd());
    assertEquals(
        SamlResponse.UNKNOWN,
        SamlResponse.of(response("<saml:EncryptedAssertion><x:EncryptedData"
            + " xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"/>"
            + "</saml:EncryptedAssertion>")));
    assertEquals(SamlResponse.UNKNOWN, SamlResponse.of(response("")));
  }

  @Test
  void severalStatementsAreRefused() {
    for (String xml : new String[] {
      response(assertion(STATEMENT + STATEMENT)),
      response(assertion(STATEMENT) + assertion(STATEMENT))
    }) {
      String message =
          assertThrows(IllegalStateException.class, () -> SamlResponse.of(xml)).getMessage();
      assertTrue(
          message.contains("2 AuthnStatements") && message.contains("must send one"), message);
    }
  }

  @Test
  void whatIsDeeperDownOrOfAnotherNamespaceDoesNotCount() {
    assertEquals(
        SamlResponse.UNKNOWN,
        SamlResponse.of(response("<samlp:Extensions>"
            + assertion(STATEMENT)
            + "</samlp:Extensions>"
            + "<Assertion xmlns=\"urn:other\">"
            + STATEMENT
            + "</Assertion>"
            + assertion("<saml:Advice>" + assertion(STATEMENT) + "</saml:Advice>"))));
  }

  @Test
  @DisplayName(
      "S-3: a second assertion, which nobody may have signed, states no session for the first"
          + " one")
  void aSecondAssertionStatesNoSessionForTheFirst() {
    String encrypted = "<saml:EncryptedAssertion><x:EncryptedData"
        + " xmlns:x=\"http://www.w3.org/2001/04/xmlenc#\"/></saml:EncryptedAssertion>";
    for (String xml : new String[] {
      response(encrypted + assertion(STATEMENT)),
      response(assertion(STATEMENT) + encrypted),
      response(assertion("") + assertion(STATEMENT)),
      response(assertion(STATEMENT) + assertion(""))
    }) {
      String message = assertThrows(IllegalStateException.class, () -> SamlResponse.of(xml), xml)
          .getMessage();
      assertTrue(
          message.contains("2 assertions with 1 AuthnStatements")
              && message.contains("must send one"),
          message);
    }
  }

  @Test
  @DisplayName(
      "S-3: a statement within a signature, a status or an attribute is none of the" + " assertion")
  void aStatementElsewhereIsNoneOfTheAssertion() {
    String object = "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object>"
        + STATEMENT
        + "</ds:Object></ds:Signature>";
    for (String odd : new String[] {
      assertion(object),
      object + assertion(""),
      STATEMENT + assertion(""),
      "<samlp:Status><samlp:StatusDetail>"
          + STATEMENT
          + "</samlp:StatusDetail></samlp:Status>"
          + assertion(""),
      assertion("<saml:AttributeStatement><saml:Attribute"
          + " Name=\"x\"><saml:AttributeValue>"
          + STATEMENT
          + "</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>")
    }) {
      assertEquals(SamlResponse.UNKNOWN, SamlResponse.of(response(odd)), odd);
    }
  }

  @Test
  void documentTypesAndWhatIsNoXmlAreRefusedWithoutBeingRepeated() {
    for (String text : new String[] {
      "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + response("&e;"),
      "secret-token",
      "<samlp:Response>secret"
    }) {
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> SamlResponse.of(text));
      assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
      assertFalse(
          e.getMessage().contains("secret") || e.getMessage().contains("passwd"), e.getMessage());
    }
  }

  @Test
  void anEndWithoutAZoneIsRefused() {
    assertTrue(assertThrows(
            IllegalStateException.class,
            () -> SamlResponse.of(response(assertion(
                "<saml:AuthnStatement" + " SessionNotOnOrAfter=\"2026-11-21T18:00:00\"/>"))))
        .getMessage()
        .contains("SessionNotOnOrAfter in the SAML response"));
  }

  private static String response(String content) {
    return "<?xml version=\"1.0\"?><samlp:Response"
        + " xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
        + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"
        + content
        + "</samlp:Response>";
  }

  private static String assertion(String content) {
    return "<saml:Assertion>" + content + "</saml:Assertion>";
  }
}
