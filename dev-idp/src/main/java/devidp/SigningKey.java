package devidp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A key and its self-signed certificate. The JDK makes certificates with its {@code keytool} only,
 * so that is called.
 *
 * @param secret what signs
 * @param certificate what others check with
 */
public record SigningKey(PrivateKey secret, X509Certificate certificate) {

  private static final String ALIAS = "idp";

  /** Keeps nothing secret: the file is for development, and the tool wants a password. */
  private static final char[] PASSWORD = "development".toCharArray();

  private static final int PATIENCE_SECONDS = 60;

  /**
   * The key in this file, which is made if there is none: RSA, valid for ten years. A file that is
   * made is its owner's alone.
   */
  public static SigningKey in(Path file) throws IOException {
    return in(file, "-validity", "3650");
  }

  /**
   * The same with a validity of the caller's choice.
   *
   * @param validity options of {@code keytool -genkeypair}, such as {@code -startdate -30d
   *     -validity 10}
   */
  public static SigningKey in(Path file, String... validity) throws IOException {
    if (!Files.exists(file)) {
      make(file, validity);
    }
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD);
      return new SigningKey((PrivateKey) store.getKey(ALIAS, PASSWORD), (X509Certificate)
          store.getCertificate(ALIAS));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          file + " holds no key that can be read; delete it, and a new one is made", e);
    }
  }

  private static void make(Path file, String... validity) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    // A temporary folder is its owner's alone from the start; the tool would write by the umask.
    Path apart = Files.createTempDirectory(folder, ".key-");
    Path made = apart.resolve("made.p12");
    try {
      runTool(made, validity);
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      Files.move(made, file);
    } finally {
      Files.deleteIfExists(made);
      Files.deleteIfExists(apart);
    }
  }

  private static void runTool(Path file, String... validity) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(
        tool.toString(),
        "-genkeypair",
        "-alias",
        ALIAS,
        "-keyalg",
        "RSA",
        "-keysize",
        "2048",
        "-sigalg",
        "SHA256withRSA",
        "-dname",
        "CN=Development identity provider, OU=NOT FOR PRODUCTION",
        "-storetype",
        "PKCS12",
        "-keystore",
        file.toString(),
        "-storepass",
        new String(PASSWORD)));
    command.addAll(List.of(validity));
    Path said = Files.createTempFile("keytool", ".log");
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(tool + " made no key within " + PATIENCE_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new IOException(
            tool + " made no key in " + file + ": " + Files.readString(said).strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + tool + " made a key", e);
    } finally {
      Files.deleteIfExists(said);
    }
  }
}
