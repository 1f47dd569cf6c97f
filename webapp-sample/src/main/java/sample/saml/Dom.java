package sample.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Finds elements. Trusted elements are looked for among children only, refused ones everywhere. */
final class Dom {

  static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final String PROTOCOL = "urn:oasis:names:tc:SAML:2.0:protocol";
  static final String DS = "http://www.w3.org/2000/09/xmldsig#";

  private Dom() {}

  /** The elements right below this one, in their order. */
  static Stream<Element> children(Element parent) {
    return Stream.iterate(parent.getFirstChild(), child -> child != null, Node::getNextSibling)
        .filter(Element.class::isInstance)
        .map(Element.class::cast);
  }

  /** Those of this name right below this one. */
  static List<Element> children(Element parent, String namespace, String name) {
    return children(parent).filter(child -> is(child, namespace, name)).toList();
  }

  /** Those of this name anywhere; each may be a star, which stands for all. */
  static List<Element> anywhere(Document document, String namespace, String name) {
    NodeList nodes = document.getElementsByTagNameNS(namespace, name);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(nodes::item)
        .map(Element.class::cast)
        .toList();
  }

  static boolean is(Element element, String namespace, String name) {
    return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  static boolean isWithin(Node node, Element ancestor) {
    return Stream.iterate(node, above -> above != null, Node::getParentNode)
        .anyMatch(above -> above == ancestor);
  }

  /** A time without a zone is not guessed: that could make a key outlive its session. */
  static Instant time(Element element, String attribute) {
    try {
      Instant time = OffsetDateTime.parse(element.getAttribute(attribute)).toInstant();
      time.toEpochMilli();
      return time;
    } catch (DateTimeException | ArithmeticException e) {
      throw new Refusal(
          Reason.TIME_WITHOUT_ZONE, attribute + " is no time with a zone that can be kept");
    }
  }
}
