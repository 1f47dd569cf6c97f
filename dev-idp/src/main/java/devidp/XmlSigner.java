package devidp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Puts an enveloped signature into an element, as SAML core section 5.4 has it: one reference to
 * its ID, exclusive canonicalization, next to the issuer.
 *
 * @param key what signs
 * @param shown the certificate in KeyInfo, which may be another one when a service provider is
 *     tested
 * @param signature URI of the signature's algorithm
 * @param digest URI of the digest's algorithm
 */
public record XmlSigner(SigningKey key, X509Certificate shown, String signature, String digest) {

  /** As weak as no service provider should take. */
  public static final String RSA_SHA1 = SignatureMethod.RSA_SHA1;

  /** The same for the digest. */
  public static final String SHA1 = DigestMethod.SHA1;

  private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

  public XmlSigner {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(shown, "shown");
    Objects.requireNonNull(signature, "signature");
    Objects.requireNonNull(digest, "digest");
  }

  /** RSA with SHA-256, and the certificate of the key. */
  public static XmlSigner with(SigningKey key) {
    return new XmlSigner(key, key.certificate(), SignatureMethod.RSA_SHA256, DigestMethod.SHA256);
  }

  /** The document with its assertion signed. */
  public String signAssertion(String xml) throws IOException {
    return sign(xml, Xml.ASSERTION, "Assertion");
  }

  /** The document with its outermost element signed. */
  public String signResponse(String xml) throws IOException {
    return sign(xml, Xml.PROTOCOL, "Response");
  }

  private String sign(String xml, String namespace, String name) throws IOException {
    Document document = Xml.read(xml);
    Element element = Xml.first(document, namespace, name);
    element.setIdAttribute("ID", true);
    Element issuer =
        (Element) element.getElementsByTagNameNS(Xml.ASSERTION, "Issuer").item(0);
    DOMSignContext context = new DOMSignContext(key.secret(), element, issuer.getNextSibling());
    context.setDefaultNamespacePrefix("ds");
    // SHA-1 is made here only for a service provider that must refuse it.
    context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.FALSE);
    try {
      FACTORY.newXMLSignature(signedInfo(element.getAttribute("ID")), keyInfo()).sign(context);
    } catch (MarshalException | XMLSignatureException | GeneralSecurityException e) {
      throw new IOException("The " + name + " cannot be signed", e);
    }
    return Xml.write(document);
  }

  private SignedInfo signedInfo(String id) throws GeneralSecurityException {
    Reference reference = FACTORY.newReference(
        "#" + id,
        FACTORY.newDigestMethod(digest, null),
        List.of(
            FACTORY.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
            FACTORY.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
        null,
        null);
    return FACTORY.newSignedInfo(
        FACTORY.newCanonicalizationMethod(
            CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
        FACTORY.newSignatureMethod(signature, null),
        List.of(reference));
  }

  private KeyInfo keyInfo() {
    KeyInfoFactory keys = FACTORY.getKeyInfoFactory();
    return keys.newKeyInfo(List.of(keys.newX509Data(List.of(shown))));
  }
}
