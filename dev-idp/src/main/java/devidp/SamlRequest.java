package devidp;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.w3c.dom.Element;

/**
 * An AuthnRequest as the HTTP-Redirect binding brings it.
 *
 * @param id to be answered as InResponseTo
 * @param issuer entity id of the service provider, which is the audience of the answer
 * @param acs where the answer goes
 * @param forceAuthn whether the person must sign in anew
 */
public record SamlRequest(String id, String issuer, URI acs, boolean forceAuthn) {

  private static final int LONGEST = 64 * 1024;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads the parameter {@code SAMLRequest}: base64 of deflated XML.
   *
   * @throws IOException if it is no AuthnRequest, or its answer would leave this machine; the
   *     message is for people
   */
  public static SamlRequest read(String parameter) throws IOException {
    Element request = Xml.read(inflate(parameter)).getDocumentElement();
    if (!Xml.PROTOCOL.equals(request.getNamespaceURI())
        || !request.getLocalName().equals("AuthnRequest")) {
      throw new IOException("This is no AuthnRequest but " + request.getNodeName());
    }
    Element issuer = Xml.child(request, Xml.ASSERTION, "Issuer");
    if (issuer == null || request.getAttribute("ID").isEmpty()) {
      throw new IOException("The AuthnRequest has no Issuer or no ID");
    }
    String force = request.getAttribute("ForceAuthn");
    return new SamlRequest(
        request.getAttribute("ID"),
        issuer.getTextContent().strip(),
        loopback(request.getAttribute("AssertionConsumerServiceURL")),
        force.equals("true") || force.equals("1"));
  }

  private static String inflate(String parameter) throws IOException {
    byte[] deflated;
    try {
      deflated = Base64.getMimeDecoder().decode(parameter);
    } catch (IllegalArgumentException e) {
      throw new IOException("The SAMLRequest is not in base64", e);
    }
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true))) {
      byte[] xml = in.readNBytes(LONGEST + 1);
      if (xml.length > LONGEST) {
        throw new IOException("The SAMLRequest is longer than " + LONGEST + " bytes");
      }
      return new String(xml, StandardCharsets.UTF_8);
    } catch (ZipException | EOFException e) {
      throw new IOException(
          "The SAMLRequest is not deflated as the HTTP-Redirect binding has it", e);
    }
  }

  /** Anybody can sign in here as anybody, so no application of another machine may be told so. */
  private static URI loopback(String address) throws IOException {
    URI acs;
    try {
      acs = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("AssertionConsumerServiceURL is no address: " + address, e);
    }
    if (acs.getHost() == null
        || !LOOPBACK.contains(acs.getHost())
        || !Set.of("http", "https").contains(acs.getScheme())) {
      throw new IOException("AssertionConsumerServiceURL is '"
          + address
          + "'. This identity provider is for development: it answers to"
          + " applications on localhost, 127.0.0.1 and [::1] only");
    }
    return acs;
  }
}
