package sample.saml;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * The content of the one signed assertion of a response. Each read begins at that element and goes
 * from child to child: nothing beside the assertion, within its signature or deep in something else
 * is taken for what the identity provider says.
 */
final class SignedAssertion {

  private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  private static final String END = "NotOnOrAfter";

  private final Element assertion;

  SignedAssertion(Element assertion) {
    this.assertion = assertion;
  }

  String id() {
    return assertion.getAttribute("ID");
  }

  Instant issued() {
    return Dom.time(assertion, "IssueInstant");
  }

  /** When the person signed in. */
  Instant authenticated() {
    return Dom.time(authentication(), "AuthnInstant");
  }

  /** When the session is over: to the millisecond, never later than it was said. */
  Optional<Instant> sessionEnd() {
    Element statement = authentication();
    return statement.hasAttribute("SessionNotOnOrAfter")
        ? Optional.of(Dom.time(statement, "SessionNotOnOrAfter").truncatedTo(ChronoUnit.MILLIS))
        : Optional.empty();
  }

  /** Two of them could have two ends, of which nobody knows the right one. */
  private Element authentication() {
    return only(below("AuthnStatement"), Reason.AUTHENTICATIONS, "AuthnStatement");
  }

  /** Until when this assertion could be sent again. */
  Instant goodUntil() {
    return Stream.concat(below("Conditions"), confirmationData())
        .filter(element -> element.hasAttribute(END))
        .map(element -> Dom.time(element, END))
        .max(Instant::compareTo)
        .orElseThrow(() -> new Refusal(Reason.INVALID, "The assertion has no end"))
        .plusSeconds(JavaSaml.DRIFT_SECONDS);
  }

  /**
   * Each restriction names this audience, and there is one; no condition is one that is not
   * understood here.
   */
  void checkAudience(String audience) {
    if (below("Conditions", "Condition").findAny().isPresent()) {
      // SAML core 2.0, section 2.5.1: whether the assertion is good cannot be told then.
      throw new Refusal(Reason.INVALID, "A condition that nobody here knows");
    }
    List<Element> restrictions = below("Conditions", "AudienceRestriction").toList();
    if (restrictions.isEmpty()
        || !restrictions.stream()
            .allMatch(restriction -> Dom.children(restriction, Dom.SAML, "Audience").stream()
                .anyMatch(one -> one.getTextContent().strip().equals(audience)))) {
      throw new Refusal(Reason.AUDIENCE, "The audience is not " + audience);
    }
  }

  /** One bearer confirmation at least is for this address and this request, and good now. */
  void checkConfirmations(String acsUrl, String requestId, Instant now) {
    List<Optional<Reason>> problems = below("Subject", "SubjectConfirmation")
        .filter(confirmation -> confirmation.getAttribute("Method").equals(BEARER))
        .map(confirmation -> problem(confirmation, acsUrl, requestId, now))
        .toList();
    if (!problems.contains(Optional.<Reason>empty())) {
      throw new Refusal(
          problems.isEmpty() ? Reason.INVALID : problems.get(0).orElseThrow(),
          "None of " + problems.size() + " bearer confirmations of the subject is good");
    }
  }

  private static Optional<Reason> problem(
      Element confirmation, String acsUrl, String requestId, Instant now) {
    List<Element> data = Dom.children(confirmation, Dom.SAML, "SubjectConfirmationData");
    if (data.size() != 1 || !data.get(0).hasAttribute(END)) {
      return Optional.of(Reason.INVALID);
    }
    if (!data.get(0).getAttribute("Recipient").equals(acsUrl)) {
      return Optional.of(Reason.RECIPIENT);
    }
    if (!data.get(0).getAttribute("InResponseTo").equals(requestId)) {
      return Optional.of(Reason.OTHER_REQUEST);
    }
    return now.isBefore(Dom.time(data.get(0), END).plusSeconds(JavaSaml.DRIFT_SECONDS))
        ? Optional.empty()
        : Optional.of(Reason.EXPIRED);
  }

  /** The text of the NameID, of this service provider if it says of which one. */
  String nameId(String serviceProvider) {
    Element name = only(below("Subject", "NameID"), Reason.INVALID, "NameID");
    if (name.hasAttribute("SPNameQualifier")
        && !name.getAttribute("SPNameQualifier").equals(serviceProvider)) {
      throw new Refusal(Reason.INVALID, "The NameID is one for another service provider");
    }
    return name.getTextContent();
  }

  /**
   * All attributes by their names; Keycloak sends one attribute for each role, all of the same
   * name.
   */
  Map<String, List<String>> attributes() {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    below("AttributeStatement", "Attribute")
        .forEach(attribute -> attributes.merge(
            attribute.getAttribute("Name"),
            Dom.children(attribute, Dom.SAML, "AttributeValue").stream()
                .map(Element::getTextContent)
                .toList(),
            (earlier, later) -> Stream.concat(earlier.stream(), later.stream()).toList()));
    return attributes;
  }

  private Stream<Element> confirmationData() {
    return below("Subject", "SubjectConfirmation", "SubjectConfirmationData");
  }

  private Stream<Element> below(String... path) {
    Stream<Element> found = Stream.of(assertion);
    for (String name : path) {
      found = found.flatMap(element -> Dom.children(element, Dom.SAML, name).stream());
    }
    return found;
  }

  private static Element only(Stream<Element> found, Reason otherwise, String name) {
    List<Element> all = found.toList();
    if (all.size() != 1) {
      throw new Refusal(otherwise, "The assertion has " + all.size() + " " + name);
    }
    return all.get(0);
  }
}
