package sample.saml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.codelibs.saml2.core.authn.SamlResponse;
import org.codelibs.saml2.core.exception.ValidationException;
import org.codelibs.saml2.core.settings.Saml2Settings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * The answer of an identity provider, with the rules that java-saml 3.0.1 leaves out: which
 * algorithms, that nothing stands beside what is signed, an audience in each restriction, a zone in
 * each time, clocks that agree. Its content is read from its {@link SignedAssertion}, by own code.
 */
final class StrictResponse extends SamlResponse {

  private static final Set<String> SIGNATURES = Set.of(
      "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
      "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
      "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512");
  private static final Set<String> DIGESTS = Set.of(
      "http://www.w3.org/2001/04/xmlenc#sha256",
      "http://www.w3.org/2001/04/xmldsig-more#sha384",
      "http://www.w3.org/2001/04/xmlenc#sha512");
  private static final Set<String> TRANSFORMS = Set.of(
      Dom.DS + "enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
      "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");
  private static final List<String> TIMES =
      List.of("IssueInstant", "NotBefore", "NotOnOrAfter", "AuthnInstant", "SessionNotOnOrAfter");

  private final Saml2Settings settings;
  private final String acsUrl;
  private final PendingLogin pending;
  private final Instant now;
  private SignedAssertion assertion;

  StrictResponse(
      Saml2Settings settings, String acsUrl, String encoded, PendingLogin pending, Instant now) {
    super(settings, acsUrl, encoded);
    this.settings = settings;
    this.acsUrl = acsUrl;
    this.pending = pending;
    this.now = now;
  }

  /**
   * Returns the content of the identity provider's answer if it is right in all; refuses it
   * otherwise.
   */
  SignedAssertion checked() {
    if (!isValid(pending.requestId())) {
      throw refusal();
    }
    return assertion;
  }

  /** Called before anything else is believed, when there is exactly one assertion. */
  @Override
  public ArrayList<String> processSignedElements() {
    assertion = new SignedAssertion(ResponseStructure.assertionOf(document()));
    checkAlgorithms();
    checkZones();
    return super.processSignedElements();
  }

  private void checkAlgorithms() {
    if (!areAll("SignatureMethod", SIGNATURES) || !areAll("DigestMethod", DIGESTS)) {
      throw new Refusal(
          Reason.WEAK_ALGORITHM, "Signature or digest is not RSA with SHA-256 or better");
    }
    if (!areAll("Transform", TRANSFORMS) || !areAll("CanonicalizationMethod", TRANSFORMS)) {
      throw new Refusal(Reason.INVALID, "A transform that SAML does not allow");
    }
  }

  private boolean areAll(String element, Set<String> allowed) {
    return Dom.anywhere(document(), Dom.DS, element).stream()
        .allMatch(one -> allowed.contains(one.getAttribute("Algorithm")));
  }

  /**
   * java-saml takes a time without a zone for UTC. Guessing could make a key outlive its session.
   */
  private void checkZones() {
    for (Element element : Dom.anywhere(document(), "*", "*")) {
      TIMES.stream().filter(element::hasAttribute).forEach(name -> Dom.time(element, name));
    }
  }

  /** An answer comes after its request; if the times say otherwise, a clock is wrong. */
  @Override
  public boolean validateTimestamps() {
    ClockSkew.check(assertion.issued(), pending.created(), now);
    return super.validateTimestamps();
  }

  @Override
  protected void validateAudiences() {
    assertion.checkAudience(settings.getSpEntityId());
    assertion.checkConfirmations(acsUrl, pending.requestId(), now);
  }

  private Refusal refusal() {
    Exception cause = getValidationException();
    if (cause instanceof Refusal ours) {
      return ours;
    } else if (cause instanceof ValidationException theirs) {
      return new Refusal(
          Reasons.of(theirs), "java-saml refuses it with code " + theirs.getErrorCode());
    }
    // Its message may hold what was sent, so it stays out of the log.
    return new Refusal(
        Reason.INVALID, "java-saml refuses it with " + cause.getClass().getSimpleName());
  }

  private Document document() {
    return getSAMLResponseDocument();
  }
}
