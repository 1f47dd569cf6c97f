package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as it is deployed: by https, with nothing said of cookies. */
final class SecureCookieIT {

  private static final String PASSWORD = "changeit";

  @TempDir
  Path folder;

  @Test
  void theSessionCookieOfALoginComesBackByHttpsOnly() throws Exception {
    Path keyStore = keyStore();
    try (SampleServer server = SampleServer.startSecure(folder, keyStore, PASSWORD)) {
      Visitor grace = new Visitor(server.uri(), trusting(keyStore));

      String half =
          grace.logIn("grace", "grace").headers().firstValue("Set-Cookie").orElseThrow();
      String whole = grace
          .postForm("/login/code", Map.of("proof", new Authenticator(Authenticator.GRACE).next()))
          .headers()
          .firstValue("Set-Cookie")
          .orElseThrow();

      for (String cookie : new String[] {half, whole}) {
        assertTrue(cookie.contains("Secure"), cookie);
        assertTrue(cookie.contains("HttpOnly"), cookie);
        assertTrue(cookie.contains("SameSite=Lax"), cookie);
      }
      assertEquals(200, grace.get("/api/me").statusCode());
    }
  }

  @Test
  void aSettingThatIsNeitherTrueNorFalseStopsTheStartInWords() {
    Exception refused = assertThrows(
        Exception.class,
        () -> SampleServer.start(folder, Map.of("sample.secure-cookies", "yes")).close());

    assertTrue(
        String.valueOf(rootOf(refused))
            .contains("sample.secure-cookies is yes. It must be true, or false"),
        String.valueOf(rootOf(refused)));
  }

  private static Throwable rootOf(Throwable thrown) {
    return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
  }

  private Path keyStore() throws Exception {
    Path file = folder.resolve("tls.p12");
    Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "tls",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-keystore",
            file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD)
        .inheritIO()
        .start();
    assertTrue(
        keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, "keytool made no key");
    return file;
  }

  private static SSLContext trusting(Path keyStore) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("tls", store.getCertificate("tls"));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
