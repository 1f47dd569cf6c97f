package sample.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.codelibs.saml2.core.authn.SamlResponse;
import org.codelibs.saml2.core.exception.ValidationException;
import org.codelibs.saml2.core.settings.Saml2Settings;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The answer of an identity provider, with the rules that java-saml 3.0.1 leaves out: which algorithms, that nothing stands
 * beside what is signed, an audience in each restriction, a zone in each time, clocks that agree.
 */
final class StrictResponse extends SamlResponse {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private static final Set<String> SIGNATURES = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512");
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final Set<String> TRANSFORMS = Set.of(DS + "enveloped-signature",
            "http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");
    private static final List<String> TIMES =
            List.of("IssueInstant", "NotBefore", "NotOnOrAfter", "AuthnInstant", "SessionNotOnOrAfter");

    private final Saml2Settings settings;
    private final String acsUrl;
    private final PendingLogin pending;
    private final Instant now;

    StrictResponse(Saml2Settings settings, String acsUrl, String encoded, PendingLogin pending, Instant now) {
        super(settings, acsUrl, encoded);
        this.settings = settings;
        this.acsUrl = acsUrl;
        this.pending = pending;
        this.now = now;
    }

    /** Refuses the answer unless it is right in all. */
    void check() {
        if (!isValid(pending.requestId())) {
            throw refusal();
        }
    }

    /** Called before anything else is believed, when there is exactly one assertion. */
    @Override
    public ArrayList<String> processSignedElements() {
        checkPlaces();
        checkAlgorithms();
        checkZones();
        return super.processSignedElements();
    }

    private void checkPlaces() {
        Element root = getSAMLResponseDocument().getDocumentElement();
        if (assertion().getParentNode() != root) {
            throw new Refusal(Reason.WRAPPED, "The assertion is not a child of the response");
        }
        Set<String> ids = new HashSet<>();
        for (Element element : all("*", "*")) {
            if (element.hasAttribute("ID") && !ids.add(element.getAttribute("ID"))) {
                throw new Refusal(Reason.WRAPPED, "Two elements have the same ID");
            }
        }
        List<Element> ofAssertion = all(DS, "Signature").stream()
                .filter(signature -> signature.getParentNode() == assertion()).toList();
        if (ofAssertion.size() != 1) {
            throw new Refusal(Reason.UNSIGNED, "The assertion has " + ofAssertion.size() + " signatures of its own");
        }
        Element reference = (Element) ofAssertion.get(0).getElementsByTagNameNS(DS, "Reference").item(0);
        if (reference == null || !reference.getAttribute("URI").equals("#" + assertion().getAttribute("ID"))) {
            throw new Refusal(Reason.WRAPPED, "The signature of the assertion is for something else");
        }
    }

    private void checkAlgorithms() {
        if (!areAll("SignatureMethod", SIGNATURES) || !areAll("DigestMethod", DIGESTS)) {
            throw new Refusal(Reason.WEAK_ALGORITHM, "Signature or digest is not RSA with SHA-256 or better");
        }
        if (!areAll("Transform", TRANSFORMS) || !areAll("CanonicalizationMethod", TRANSFORMS)) {
            throw new Refusal(Reason.INVALID, "A transform that SAML does not allow");
        }
    }

    private boolean areAll(String element, Set<String> allowed) {
        return all(DS, element).stream().allMatch(one -> allowed.contains(one.getAttribute("Algorithm")));
    }

    /** java-saml takes a time without a zone for UTC. Guessing could make a key outlive its session. */
    private void checkZones() {
        for (Element element : all("*", "*")) {
            TIMES.stream().filter(element::hasAttribute).forEach(name -> time(element, name));
        }
    }

    /** Whoever answered did so after we asked; if the times say otherwise, a clock is wrong. */
    @Override
    public boolean validateTimestamps() {
        Instant issued = time(assertion(), "IssueInstant");
        Clocks.check(issued, pending.created(), now);
        return super.validateTimestamps();
    }

    @Override
    protected void validateAudiences() {
        List<Element> restrictions = all(SAML, "AudienceRestriction");
        if (restrictions.isEmpty() || !restrictions.stream().allMatch(this::isForUs)) {
            throw new Refusal(Reason.AUDIENCE, "The audience is not " + settings.getSpEntityId());
        }
        List<Optional<Reason>> problems = all(SAML, "SubjectConfirmation").stream()
                .filter(confirmation -> confirmation.getAttribute("Method").equals(BEARER))
                .map(this::problemOf).toList();
        if (!problems.contains(Optional.<Reason>empty())) {
            throw new Refusal(problems.isEmpty() ? Reason.INVALID : problems.get(0).orElseThrow(),
                    "None of " + problems.size() + " bearer confirmations of the subject is good");
        }
    }

    private boolean isForUs(Element restriction) {
        return elements(restriction.getElementsByTagNameNS(SAML, "Audience")).stream()
                .anyMatch(audience -> audience.getTextContent().strip().equals(settings.getSpEntityId()));
    }

    private Optional<Reason> problemOf(Element confirmation) {
        List<Element> data = elements(confirmation.getElementsByTagNameNS(SAML, "SubjectConfirmationData"));
        if (data.size() != 1 || !data.get(0).hasAttribute("NotOnOrAfter")) {
            return Optional.of(Reason.INVALID);
        }
        if (!data.get(0).getAttribute("Recipient").equals(acsUrl)) {
            return Optional.of(Reason.RECIPIENT);
        }
        if (!data.get(0).getAttribute("InResponseTo").equals(pending.requestId())) {
            return Optional.of(Reason.OTHER_REQUEST);
        }
        Instant end = time(data.get(0), "NotOnOrAfter").plusSeconds(JavaSaml.DRIFT_SECONDS);
        return now.isBefore(end) ? Optional.empty() : Optional.of(Reason.EXPIRED);
    }

    /** When the person signed in. */
    Instant authenticated() {
        return time(only("AuthnStatement"), "AuthnInstant");
    }

    /** When the session is over: to the millisecond, never later than it was said. */
    Optional<Instant> sessionEnd() {
        Element statement = only("AuthnStatement");
        return statement.hasAttribute("SessionNotOnOrAfter")
                ? Optional.of(time(statement, "SessionNotOnOrAfter").truncatedTo(ChronoUnit.MILLIS))
                : Optional.empty();
    }

    /** Until when this answer could be sent again. */
    Instant goodUntil() {
        return all("*", "*").stream().filter(element -> element.hasAttribute("NotOnOrAfter"))
                .map(element -> time(element, "NotOnOrAfter")).max(Instant::compareTo).orElseThrow()
                .plusSeconds(JavaSaml.DRIFT_SECONDS);
    }

    private Refusal refusal() {
        Exception cause = getValidationException();
        if (cause instanceof Refusal ours) {
            return ours;
        } else if (cause instanceof ValidationException theirs) {
            return new Refusal(Reasons.of(theirs), "java-saml refuses it with code " + theirs.getErrorCode());
        }
        // Its message may hold what was sent, so it stays out of the log.
        return new Refusal(Reason.INVALID, "java-saml refuses it with " + cause.getClass().getSimpleName());
    }

    private Element assertion() {
        return only("Assertion");
    }

    private Element only(String name) {
        return all(SAML, name).get(0);
    }

    private List<Element> all(String namespace, String name) {
        return elements(getSAMLResponseDocument().getElementsByTagNameNS(namespace, name));
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList();
    }

    private static Instant time(Element element, String attribute) {
        try {
            return OffsetDateTime.parse(element.getAttribute(attribute)).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(Reason.TIME_WITHOUT_ZONE, attribute + " is no time with a zone");
        }
    }
}
