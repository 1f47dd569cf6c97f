package sample.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Reads certificates. */
final class Certificates {

  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

  private Certificates() {}

  /** PEM with or without its first and last line. */
  static X509Certificate read(String pem) throws IOException {
    String base64 = pem.replaceAll("-----(BEGIN|END) CERTIFICATE-----", "");
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return (X509Certificate) CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("its certificate cannot be read", e);
    }
  }

  /** Reads the value of the setting: PEM, or the name of a file with PEM. */
  static X509Certificate ofSetting(String value) {
    try {
      boolean isPem = value.contains(BEGIN) || value.startsWith("MII");
      return read(isPem ? value : Files.readString(Path.of(value)));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "saml.idp-certificate must be a certificate as PEM, or a file with one", e);
    }
  }
}
