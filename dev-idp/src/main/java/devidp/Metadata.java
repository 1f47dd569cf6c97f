package devidp;

import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Describes an identity provider to service providers, as SAML metadata. */
public final class Metadata {

  private static final String XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- Development identity provider. NOT FOR PRODUCTION: it asks for no password. -->
            <md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="%s">
              <md:IDPSSODescriptor WantAuthnRequestsSigned="false" \
            protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
                <md:KeyDescriptor use="signing">
                  <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
                    <ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate></ds:X509Data>
                  </ds:KeyInfo>
                </md:KeyDescriptor>
                <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="%s"/>
              </md:IDPSSODescriptor>
            </md:EntityDescriptor>
            """;

  private Metadata() {}

  /**
   * The metadata as XML.
   *
   * @param entityId name of the identity provider
   * @param sso where AuthnRequests go
   * @param certificate what its signatures are checked with
   */
  public static String xml(String entityId, URI sso, X509Certificate certificate) {
    try {
      return XML.formatted(
          Xml.escape(entityId),
          Base64.getEncoder().encodeToString(certificate.getEncoded()),
          Xml.escape(sso.toString()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read cannot be written", e);
    }
  }
}
