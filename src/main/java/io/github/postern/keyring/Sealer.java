package io.github.postern.keyring;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts secrets that can be revealed: AES-256-GCM (NIST SP 800-38D) under a key that is not in
 * the database. The id of the key and its owner are authenticated with it, so what is sealed can
 * neither be moved to another row nor a row to another owner. Safe for use by many threads.
 */
final class Sealer {

  /** How many bytes the encryption key has. */
  static final int KEY_BYTES = 32;

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Between the name and what is sealed: the second version, which knows the owner. */
  private static final String WITH_OWNER = ":2:";

  private final String name;
  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * Creates a sealer.
   *
   * @param name stored beside each sealed secret, so that it is known what it was encrypted with
   * @param key 32 random bytes; copied
   * @param random makes nonces
   * @throws IllegalArgumentException if the key has another length
   */
  Sealer(String name, byte[] key, SecureRandom random) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException(
          "The key for AES-256 has " + KEY_BYTES + " bytes, but this has " + key.length);
    }
    this.name = Objects.requireNonNull(name, "name");
    this.key = new SecretKeySpec(key, "AES");
    this.random = Objects.requireNonNull(random, "random");
  }

  /** Returns the secret of a key, encrypted. */
  String seal(KeyId id, Owner owner, Secret secret) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(
        Cipher.ENCRYPT_MODE,
        data(id, owner),
        nonce,
        secret.reveal().getBytes(StandardCharsets.UTF_8));
    byte[] both =
        ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    return name + WITH_OWNER + Base64.getEncoder().encodeToString(both);
  }

  /**
   * Returns the secret again.
   *
   * @throws IllegalArgumentException if it was sealed with another key, for another id or owner,
   *     before owners were part of it, or was changed
   */
  Secret open(KeyId id, Owner owner, String sealed) {
    int colon = sealed.indexOf(':');
    if (colon < 0 || !sealed.substring(0, colon).equals(name)) {
      throw new IllegalArgumentException(
          "The secret of " + id + " was encrypted with another key than '" + name + "'");
    }
    if (!sealed.startsWith(WITH_OWNER, colon)) {
      throw new IllegalArgumentException("The secret of "
          + id
          + " was encrypted without its owner, so its owner is uncertain. Rotate"
          + " the key");
    }
    byte[] both = Base64.getDecoder().decode(sealed.substring(colon + WITH_OWNER.length()));
    byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
    byte[] text = run(
        Cipher.DECRYPT_MODE,
        data(id, owner),
        nonce,
        Arrays.copyOfRange(both, NONCE_BYTES, both.length));
    return new Secret(new String(text, StandardCharsets.UTF_8));
  }

  /**
   * The data that is authenticated beside the secret; neither an id nor a realm nor a name has a
   * NUL.
   */
  private static byte[] data(KeyId id, Owner owner) {
    return (id.value() + '\0' + owner.realm() + '\0' + owner.name())
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] data, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance(TRANSFORMATION);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(data);
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The secret cannot be " + (mode == Cipher.ENCRYPT_MODE ? "encrypted" : "decrypted"), e);
    }
  }

  @Override
  public String toString() {
    return "Sealer[" + name + "]";
  }
}
