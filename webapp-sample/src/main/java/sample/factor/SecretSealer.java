package sample.factor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets by AES-256-GCM under a key that is not in the database, so that a copy of the
 * database gives nobody's codes away. A secret that is sealed for one user opens for no other.
 */
final class SecretSealer {

  private static final String FILE = "second-factor.key";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private SecretSealer(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The safe whose key is a file in this folder; at the first start the file is made. */
  static SecretSealer in(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      createIfMissing(file);
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length != KEY_BYTES) {
        throw new IllegalStateException(file
            + " must hold "
            + KEY_BYTES
            + " bytes as Base64. Bring the file back from a backup, or delete"
            + " it: then all second factors have to be set up anew.");
      }
      return new SecretSealer(key);
    } catch (IOException notPossible) {
      throw new UncheckedIOException(
          "The key of the second factors cannot be read: " + file, notPossible);
    }
  }

  private static void createIfMissing(Path file) throws IOException {
    byte[] key = new byte[KEY_BYTES];
    RANDOM.nextBytes(key);
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly = posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
    try (var channel = Files.newByteChannel(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(key)));
    } catch (FileAlreadyExistsException usual) {
      // The key of an earlier start is the one that opens what is stored.
    }
  }

  String seal(byte[] secret, long user) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, user, secret);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
            .put(nonce)
            .put(sealed)
            .array());
  }

  byte[] open(String sealed, long user) {
    ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
    byte[] nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    byte[] rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return cipher(Cipher.DECRYPT_MODE, nonce, user, rest);
  }

  private byte[] cipher(int mode, byte[] nonce, long user, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(user).array());
      return cipher.doFinal(text);
    } catch (GeneralSecurityException otherKey) {
      throw new IllegalStateException(
          "The second factor of user "
              + user
              + " cannot be opened. Is "
              + FILE
              + " the one that it was sealed with?",
          otherKey);
    }
  }
}
