package sample.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Reads SAML metadata. Not by java-saml, which would trust a key that is for encryption when it
 * checks signatures.
 */
final class IdpMetadata {

  private static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
  private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  private static final String REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

  private IdpMetadata() {}

  /**
   * The identity provider that is described.
   *
   * @param wanted its entity id; may be empty if only one is described
   * @throws IOException if that cannot be told; the message says why
   */
  static IdentityProvider parse(byte[] xml, Optional<String> wanted, Instant now)
      throws IOException {
    List<Element> described =
        elements(document(xml).getElementsByTagNameNS(MD, "IDPSSODescriptor")).stream()
            .filter(idp ->
                wanted.isEmpty() || wanted.get().equals(entity(idp).getAttribute("entityID")))
            .toList();
    if (described.size() != 1) {
      throw new IOException("it describes "
          + described.size()
          + " identity providers"
          + wanted
              .map(id -> " named " + id)
              .orElse("; name one by saml.idp-entity-id if there are" + " several"));
    }
    Element idp = described.get(0);
    checkValidity(entity(idp), now);
    checkValidity(idp, now);
    return new IdentityProvider(
        entity(idp).getAttribute("entityID"), ssoUrl(idp), certificates(idp));
  }

  private static Document document(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(xml));
    } catch (SAXException e) {
      throw new IOException("it is no XML: " + e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("The XML parser cannot be told to refuse a DTD", e);
    }
  }

  private static Element entity(Element idp) {
    return (Element) idp.getParentNode();
  }

  private static void checkValidity(Element element, Instant now) throws IOException {
    String until = element.getAttribute("validUntil");
    try {
      if (!until.isEmpty() && !now.isBefore(OffsetDateTime.parse(until).toInstant())) {
        throw new IOException("it was valid until " + until);
      }
    } catch (DateTimeException e) {
      throw new IOException("validUntil is no time with a zone", e);
    }
  }

  private static String ssoUrl(Element idp) throws IOException {
    return elements(idp.getElementsByTagNameNS(MD, "SingleSignOnService")).stream()
        .filter(service -> service.getAttribute("Binding").equals(REDIRECT))
        .map(service -> service.getAttribute("Location"))
        .findFirst()
        .orElseThrow(() -> new IOException("it has no SingleSignOnService for HTTP-Redirect"));
  }

  private static List<X509Certificate> certificates(Element idp) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Element key : elements(idp.getElementsByTagNameNS(MD, "KeyDescriptor"))) {
      if (!key.getAttribute("use").equals("encryption")) {
        for (Element certificate : elements(key.getElementsByTagNameNS(DS, "X509Certificate"))) {
          certificates.add(Certificates.read(certificate.getTextContent()));
        }
      }
    }
    if (certificates.isEmpty()) {
      throw new IOException("it has no certificate for signing");
    }
    return certificates;
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }
}
