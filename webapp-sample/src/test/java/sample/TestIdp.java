package sample;

import devidp.Metadata;
import devidp.SamlRequest;
import devidp.SamlResponse;
import devidp.SigningKey;
import devidp.TestUser;
import devidp.XmlSigner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An identity provider that answers as a test wants it: rightly, or wrongly in one thing. */
final class TestIdp {

  static final String ENTITY_ID = "https://idp.example.test/metadata";
  static final TestUser CAROL = new TestUser("carol", "Carol Okafor", List.of("user"), "");

  /**
   * Kept between the tests of a build: each one takes keytool a second. Tests run in two JVMs, and
   * each has its own.
   */
  static final Path KEYS =
      Path.of("target", "test-idp-" + System.getProperty("tests.fork", "fork-1"));

  private final SigningKey key;

  private TestIdp(SigningKey key) {
    this.key = key;
  }

  static TestIdp create() throws IOException {
    return new TestIdp(key("idp"));
  }

  /** Its certificate was good until twenty days ago. */
  static TestIdp expired() throws IOException {
    return new TestIdp(
        SigningKey.in(KEYS.resolve("expired.p12"), "-startdate", "-30d", "-validity", "10"));
  }

  static synchronized SigningKey key(String name) throws IOException {
    return SigningKey.in(KEYS.resolve(name + ".p12"));
  }

  SigningKey key() {
    return key;
  }

  /** The certificate as text. */
  String pem() throws CertificateEncodingException {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(key.certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  String metadata() {
    return Metadata.xml(ENTITY_ID, URI.create("https://idp.example.test/sso"), key.certificate());
  }

  /** The settings that make the sample trust this identity provider. */
  Map<String, String> settings(Path folder) throws IOException {
    Path file = folder.resolve("idp-metadata.xml");
    Files.writeString(file, metadata());
    return Map.of("saml.idp-metadata", file.toString());
  }

  /** A good answer, which a test may spoil. */
  Answer to(SamlRequest request) {
    Instant now = Instant.now();
    return new Answer(
        XmlSigner.with(key),
        new SamlResponse(
            ENTITY_ID,
            request,
            CAROL,
            now,
            now,
            "_session",
            Optional.of(now.plus(Duration.ofHours(8)))),
        UnaryOperator.identity(),
        UnaryOperator.identity());
  }

  /**
   * An answer in the making.
   *
   * @param signer signs the assertion
   * @param content what is said
   * @param before changes the XML before it is signed
   * @param after changes the XML after that
   */
  record Answer(
      XmlSigner signer,
      SamlResponse content,
      UnaryOperator<String> before,
      UnaryOperator<String> after) {

    Answer as(TestUser person) {
      return content(new SamlResponse(
          content.issuer(),
          content.request(),
          person,
          content.now(),
          content.authenticated(),
          content.sessionIndex(),
          content.sessionEnd()));
    }

    Answer until(Instant end) {
      return content(new SamlResponse(
          content.issuer(),
          content.request(),
          content.user(),
          content.now(),
          content.authenticated(),
          content.sessionIndex(),
          Optional.ofNullable(end)));
    }

    Answer authenticated(Instant at) {
      return content(new SamlResponse(
          content.issuer(),
          content.request(),
          content.user(),
          content.now(),
          at,
          content.sessionIndex(),
          content.sessionEnd()));
    }

    Answer withIssuer(String issuer) {
      return content(new SamlResponse(
          issuer,
          content.request(),
          content.user(),
          content.now(),
          content.authenticated(),
          content.sessionIndex(),
          content.sessionEnd()));
    }

    Answer to(SamlRequest request) {
      return content(new SamlResponse(
          content.issuer(),
          request,
          content.user(),
          content.now(),
          content.authenticated(),
          content.sessionIndex(),
          content.sessionEnd()));
    }

    /** As a clock would write it that is wrong by this much. */
    Answer shifted(Duration wrong) {
      return content(new SamlResponse(
          content.issuer(),
          content.request(),
          content.user(),
          content.now().plus(wrong),
          content.authenticated().plus(wrong),
          content.sessionIndex(),
          content.sessionEnd().map(end -> end.plus(wrong))));
    }

    Answer content(SamlResponse other) {
      return new Answer(signer, other, before, after);
    }

    Answer signedBy(XmlSigner other) {
      return new Answer(other, content, before, after);
    }

    Answer before(UnaryOperator<String> change) {
      return new Answer(signer, content, change, after);
    }

    Answer after(UnaryOperator<String> change) {
      return new Answer(signer, content, before, change);
    }

    Answer unsigned() {
      return signedBy(null);
    }

    String xml() throws IOException {
      String said = before.apply(content.xml());
      return after.apply(signer == null ? said : signer.signAssertion(said));
    }
  }
}
