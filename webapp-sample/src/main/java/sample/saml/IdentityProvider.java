package sample.saml;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/**
 * The identity provider that signs users in.
 *
 * @param entityId its name
 * @param ssoUrl where it takes requests, by HTTP-Redirect
 * @param certificates what its signatures are checked with; several while it changes its key
 */
record IdentityProvider(String entityId, String ssoUrl, List<X509Certificate> certificates) {

  IdentityProvider {
    certificates = List.copyOf(certificates);
  }

  /** The certificates that are good now, at least one. */
  List<X509Certificate> certificatesAt(Instant now) {
    List<X509Certificate> good =
        certificates.stream().filter(certificate -> isGood(certificate, now)).toList();
    if (good.isEmpty()) {
      X509Certificate first = certificates.get(0);
      throw new Refusal(
          Reason.IDP_CERTIFICATE_EXPIRED,
          "None of the identity provider's "
              + certificates.size()
              + " certificates is valid now; the first one is valid from "
              + first.getNotBefore().toInstant()
              + " to "
              + first.getNotAfter().toInstant());
    }
    return good;
  }

  private static boolean isGood(X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      return true;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return false;
    }
  }
}
