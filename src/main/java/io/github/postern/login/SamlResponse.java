package io.github.postern.login;

import io.github.postern.xml.Xml;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The statements about the session in a SAML response that somebody else has validated (SAML core
 * 2.0, section 2.7.2).
 *
 * @param authnInstant when the user logged in to the identity provider
 * @param sessionEnd {@code SessionNotOnOrAfter}; empty if there is none, or if the assertion is
 *     encrypted
 */
record SamlResponse(Optional<Instant> authnInstant, Optional<Instant> sessionEnd) {

  private static final String ASSERTIONS = "urn:oasis:names:tc:SAML:2.0:assertion";

  static final SamlResponse UNKNOWN = new SamlResponse(Optional.empty(), Optional.empty());

  /**
   * Reads a response. Only the assertion right below the root counts, and only statements right
   * below that: what is deeper down, or within the signature, may never have been signed. Several
   * assertions are refused where one states a session, for it cannot be told here which of them the
   * application has validated; also if one of them is encrypted.
   *
   * @throws IllegalStateException if it is no XML, or has several authentication statements, or one
   *     and several assertions; its contents are left out
   */
  static SamlResponse of(String xml) {
    Element root = root(xml);
    List<Element> assertions = is(root, "Assertion")
        ? List.of(root)
        : Stream.concat(children(root, "Assertion"), children(root, "EncryptedAssertion"))
            .toList();
    List<Element> statements = assertions.stream()
        .flatMap(assertion -> children(assertion, "AuthnStatement"))
        .toList();
    if (statements.size() > 1 || !statements.isEmpty() && assertions.size() > 1) {
      throw new IllegalStateException("The SAML response of this login has "
          + assertions.size()
          + " assertions with "
          + statements.size()
          + " AuthnStatements, and it is unknown which of their sessions counts."
          + " The identity provider must send one assertion with one"
          + " AuthnStatement.");
    }
    return statements.stream()
        .findFirst()
        .map(statement -> new SamlResponse(
            instant(statement, "AuthnInstant"), instant(statement, "SessionNotOnOrAfter")))
        .orElse(UNKNOWN);
  }

  private static Element root(String xml) {
    try {
      return Xml.parse(xml).getDocumentElement();
    } catch (IOException | SAXException e) {
      throw new IllegalStateException(
          "The SAML response of this login cannot be read: it must be XML without a"
              + " document type, but was "
              + xml.length()
              + " characters of something else.");
    }
  }

  private static Optional<Instant> instant(Element statement, String attribute) {
    return Optional.of(statement.getAttributeNS(null, attribute))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> InstantParser.ofText(attribute + " in the SAML response", text));
  }

  private static Stream<Element> children(Element parent, String name) {
    return Stream.iterate(parent.getFirstChild(), child -> child != null, Node::getNextSibling)
        .filter(Element.class::isInstance)
        .map(Element.class::cast)
        .filter(child -> is(child, name));
  }

  private static boolean is(Element element, String name) {
    return ASSERTIONS.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }
}
