package sample.saml;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Checks the structure of a response. Only the assertion is signed: the user can change all else on
 * its way through their own browser, also what is within the signature, which does not cover
 * itself.
 */
final class ResponseStructure {

  private static final String ASSERTION = "Assertion";

  /**
   * The elements that count right below the signed assertion; elsewhere they are an attempt to be
   * mistaken for those.
   */
  private static final Set<String> COUNTS = Set.of(
      ASSERTION,
      "EncryptedAssertion",
      "Subject",
      "Conditions",
      "Advice",
      "Statement",
      "AuthnStatement",
      "AuthzDecisionStatement",
      "AttributeStatement");

  /** Without {@code Object}, in which anything could stand. */
  private static final Set<String> OF_SIGNATURE = Set.of("SignedInfo", "SignatureValue", "KeyInfo");

  private static final Set<String> IDS = Set.of("ID", "Id", "id", "xml:id");

  private final Document document;

  private ResponseStructure(Document document) {
    this.document = document;
  }

  /**
   * The one assertion, which has a signature of its own; whether that is right has to be checked.
   *
   * @throws Refusal if anything stands where it does not belong
   */
  static Element assertionOf(Document document) {
    ResponseStructure places = new ResponseStructure(document);
    Element assertion = places.onlyAssertion();
    places.checkIds();
    places.checkReference(assertion);
    places.checkSignatures();
    places.checkRoot();
    places.checkOfAssertions(assertion);
    return assertion;
  }

  private Element onlyAssertion() {
    Element root = document.getDocumentElement();
    if (!Dom.is(root, Dom.PROTOCOL, "Response")) {
      throw new Refusal(Reason.WRAPPED, "This is no Response");
    }
    List<Element> assertions = Dom.children(root, Dom.SAML, ASSERTION);
    if (assertions.size() != 1 || Dom.anywhere(document, Dom.SAML, ASSERTION).size() != 1) {
      throw new Refusal(
          Reason.WRAPPED, "There is not exactly one assertion, as a child of the response");
    }
    return assertions.get(0);
  }

  private void checkIds() {
    Set<String> seen = new HashSet<>();
    for (Element element : Dom.anywhere(document, "*", "*")) {
      List<String> own = IntStream.range(0, element.getAttributes().getLength())
          .mapToObj(element.getAttributes()::item)
          .filter(attribute -> IDS.contains(attribute.getNodeName()))
          .map(Node::getNodeValue)
          .toList();
      if (!own.stream().allMatch(seen::add)) {
        throw new Refusal(Reason.WRAPPED, "Two elements have the same ID");
      }
    }
  }

  private static Element only(Element parent, String name) {
    List<Element> found = Dom.children(parent, Dom.DS, name);
    if (found.size() != 1) {
      throw new Refusal(
          Reason.WRAPPED, "The signature of the assertion has " + found.size() + " " + name);
    }
    return found.get(0);
  }

  private void checkReference(Element assertion) {
    List<Element> own = Dom.children(assertion, Dom.DS, "Signature");
    if (own.size() != 1) {
      throw new Refusal(
          Reason.UNSIGNED, "The assertion has " + own.size() + " signatures of its own");
    }
    String id = assertion.getAttribute("ID");
    String signed = only(only(own.get(0), "SignedInfo"), "Reference").getAttribute("URI");
    if (id.isEmpty() || !signed.equals("#" + id)) {
      throw new Refusal(Reason.WRAPPED, "The signature of the assertion is for something else");
    }
  }

  private void checkSignatures() {
    for (Element signature : Dom.anywhere(document, Dom.DS, "Signature")) {
      boolean strange = Dom.children(signature)
          .anyMatch(child -> !Dom.DS.equals(child.getNamespaceURI())
              || !OF_SIGNATURE.contains(child.getLocalName()));
      boolean holds = List.of(Dom.SAML, Dom.PROTOCOL).stream()
          .anyMatch(
              namespace -> signature.getElementsByTagNameNS(namespace, "*").getLength() > 0);
      if (strange || holds) {
        throw new Refusal(Reason.WRAPPED, "A signature holds more than a signature");
      }
    }
  }

  /** Issuer, signature, status, assertion, each once: neither Extensions nor anything else. */
  private void checkRoot() {
    Element root = document.getDocumentElement();
    Set<String> seen = new HashSet<>();
    Dom.children(root).forEach(child -> {
      boolean belongs = Dom.is(child, Dom.SAML, "Issuer")
          || Dom.is(child, Dom.DS, "Signature")
          || Dom.is(child, Dom.PROTOCOL, "Status")
          || Dom.is(child, Dom.SAML, ASSERTION);
      if (!belongs || !seen.add(child.getLocalName())) {
        throw new Refusal(
            Reason.WRAPPED,
            "The response holds more than issuer, signature, status and" + " assertion");
      }
    });
  }

  private void checkOfAssertions(Element assertion) {
    Element root = document.getDocumentElement();
    for (Element element : Dom.anywhere(document, Dom.SAML, "*")) {
      boolean inPlace = element == assertion
          || (Dom.isWithin(element, assertion)
              ? element.getParentNode() == assertion || !COUNTS.contains(element.getLocalName())
              : element.getParentNode() == root && Dom.is(element, Dom.SAML, "Issuer"));
      if (!inPlace) {
        throw new Refusal(
            Reason.WRAPPED, "An element of assertions stands where it does not count");
      }
    }
  }
}
