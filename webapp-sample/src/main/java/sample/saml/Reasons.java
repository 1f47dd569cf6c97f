package sample.saml;

import java.util.Map;
import org.codelibs.saml2.core.exception.ValidationException;

/** The meaning of the codes of java-saml. */
final class Reasons {

  private static final Map<Integer, Reason> BY_CODE = Map.ofEntries(
      Map.entry(ValidationException.STATUS_CODE_IS_NOT_SUCCESS, Reason.STATUS),
      Map.entry(ValidationException.MISSING_STATUS, Reason.STATUS),
      Map.entry(ValidationException.MISSING_STATUS_CODE, Reason.STATUS),
      Map.entry(ValidationException.NO_SIGNED_ASSERTION, Reason.UNSIGNED),
      Map.entry(ValidationException.NO_SIGNATURE_FOUND, Reason.UNSIGNED),
      Map.entry(ValidationException.INVALID_SIGNATURE, Reason.SIGNATURE),
      Map.entry(ValidationException.WRONG_NUMBER_OF_ASSERTIONS, Reason.WRAPPED),
      Map.entry(ValidationException.WRONG_SIGNED_ELEMENT, Reason.WRAPPED),
      Map.entry(ValidationException.INVALID_SIGNED_ELEMENT, Reason.WRAPPED),
      Map.entry(ValidationException.UNEXPECTED_SIGNED_ELEMENTS, Reason.WRAPPED),
      Map.entry(ValidationException.UNEXPECTED_REFERENCE, Reason.WRAPPED),
      Map.entry(ValidationException.WRONG_ISSUER, Reason.ISSUER),
      Map.entry(ValidationException.ISSUER_NOT_FOUND_IN_ASSERTION, Reason.ISSUER),
      Map.entry(ValidationException.ISSUER_MULTIPLE_IN_RESPONSE, Reason.ISSUER),
      Map.entry(ValidationException.WRONG_DESTINATION, Reason.RECIPIENT),
      Map.entry(ValidationException.EMPTY_DESTINATION, Reason.RECIPIENT),
      Map.entry(ValidationException.WRONG_INRESPONSETO, Reason.OTHER_REQUEST),
      Map.entry(ValidationException.ASSERTION_EXPIRED, Reason.EXPIRED),
      Map.entry(ValidationException.ASSERTION_TOO_EARLY, Reason.NOT_YET_VALID),
      Map.entry(ValidationException.WRONG_NUMBER_OF_AUTHSTATEMENTS, Reason.AUTHENTICATIONS),
      Map.entry(ValidationException.SESSION_EXPIRED, Reason.SESSION_OVER));

  private Reasons() {}

  static Reason of(ValidationException refused) {
    return BY_CODE.getOrDefault(refused.getErrorCode(), Reason.INVALID);
  }
}
