package io.github.postern.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The least that any check of a key must do: digest it once and look the digest up once.
 *
 * <p>The best way there is with the JDK: the objects are made and keyed beforehand, belong to one
 * thread, and are used again and again, which no server with many threads gets for nothing. The map
 * is a plain {@code HashMap}. The key is a {@code String}, as a header gives it.
 */
@State(Scope.Thread)
public class FloorBenchmark {

  /** As long as a key with the prefix {@code bench}. */
  private final String key = "bench_abcdefghijklmnop_0123456789ABCDEFGHIJKLMNOPQRSTUVabcdef";

  private final byte[] pepper =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private final Map<Bytes, String> map = new HashMap<>();
  private MessageDigest digest;
  private MessageDigest inner;
  private MessageDigest outer;
  private Mac mac;

  /** Prepares what is prepared once. */
  @Setup
  public void prepare() throws GeneralSecurityException, CloneNotSupportedException {
    digest = MessageDigest.getInstance("SHA-256");
    inner = read(0x36);
    outer = read(0x5c);
    mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(pepper, "HmacSHA256"));
    map.put(new Bytes(digest.digest(bytes())), "alice");
    map.put(new Bytes(mac.doFinal(bytes())), "alice");
    if (sha256() == null || hmac() == null || hmacByHand() == null) {
      throw new IllegalStateException("The ways to digest do not agree");
    }
  }

  private MessageDigest read(int padding) throws GeneralSecurityException {
    byte[] block = new byte[64];
    for (int i = 0; i < block.length; i++) {
      block[i] = (byte) ((i < pepper.length ? pepper[i] : 0) ^ padding);
    }
    MessageDigest prepared = MessageDigest.getInstance("SHA-256");
    prepared.update(block);
    return prepared;
  }

  /** One SHA-256 and one read. */
  @Benchmark
  public String sha256() {
    return map.get(new Bytes(digest.digest(bytes())));
  }

  /** One HMAC-SHA-256 and one read. */
  @Benchmark
  public String hmac() {
    return map.get(new Bytes(mac.doFinal(bytes())));
  }

  /**
   * The same HMAC by hand (RFC 2104), from two SHA-256 that have already read their block of the
   * pepper.
   */
  @Benchmark
  public String hmacByHand() throws CloneNotSupportedException {
    byte[] hash = ((MessageDigest) inner.clone()).digest(bytes());
    return map.get(new Bytes(((MessageDigest) outer.clone()).digest(hash)));
  }

  private byte[] bytes() {
    return key.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A digest as a key of a map, compared in constant time as it must be. */
  private record Bytes(byte[] bytes) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }
  }
}
