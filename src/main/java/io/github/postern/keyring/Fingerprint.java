package io.github.postern.keyring;

import java.security.MessageDigest;

/**
 * The mark by which a secret that was presented before is recognised, within this process. Two are
 * compared in constant time only. Not stored and not printed.
 */
public final class Fingerprint {

  private final byte[] bytes;

  Fingerprint(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Digest.start(bytes);
  }

  @Override
  public String toString() {
    return "Fingerprint";
  }
}
