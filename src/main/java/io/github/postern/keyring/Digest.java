package io.github.postern.keyring;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * The stored value of a key: 32 bytes that cannot be reversed, and the name of the {@link Pepper}
 * that made them.
 *
 * <p>Two digests are compared in constant time only. Safe as a key of a map: its hash code is a
 * part of the digest itself, which an attacker without the pepper cannot steer.
 */
public final class Digest {

  /** The name of the algorithm where no pepper is set. */
  public static final String PLAIN = "sha256";

  private static final int LENGTH = 32;

  private final String algorithm;
  private final byte[] bytes;

  Digest(String algorithm, byte[] bytes) {
    this.algorithm = Objects.requireNonNull(algorithm, "algorithm");
    this.bytes = bytes;
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("A digest has 32 bytes, but there are " + bytes.length);
    }
  }

  /**
   * Reads a stored digest.
   *
   * @param algorithm as {@link #algorithm()} gave it
   * @param hex as {@link #hex()} gave it
   * @throws IllegalArgumentException if {@code hex} is not 64 hexadecimal digits
   */
  public static Digest of(String algorithm, String hex) {
    return new Digest(algorithm, HexFormat.of().parseHex(hex));
  }

  /** Returns {@code sha256}, or {@code hmac-sha256/} and the name of the pepper. */
  public String algorithm() {
    return algorithm;
  }

  /** Returns the bytes as 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that
        && MessageDigest.isEqual(bytes, that.bytes)
        && algorithm.equals(that.algorithm);
  }

  @Override
  public int hashCode() {
    return start(bytes);
  }

  /** Returns the first four bytes as a number. */
  static int start(byte[] bytes) {
    return (bytes[0] & 0xff) << 24
        | (bytes[1] & 0xff) << 16
        | (bytes[2] & 0xff) << 8
        | bytes[3] & 0xff;
  }

  /** Returns the algorithm only: a digest in a log would help nobody but an attacker. */
  @Override
  public String toString() {
    return "Digest[" + algorithm + "]";
  }
}
