package io.github.postern.functional;

import io.github.postern.testing.Reply;
import io.github.postern.testkit.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;

/** Requests that a proper client refuses to send, and keys that nobody was given. */
final class Raw {

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Raw() {}

  /** Sends GET with one header line as it is, in UTF-8. */
  static Reply get(String url, String path, String headerLine) throws IOException {
    return send("GET", url, path, headerLine);
  }

  /** Sends a request without a body, its path and its header lines as they are, in UTF-8. */
  static Reply send(String method, String url, String path, String... headerLines)
      throws IOException {
    return Reply.of(RawHttp.send(url, method, path, List.of(headerLines), ""));
  }

  /** Returns a key whose checksum fits and that nobody was given. */
  static String someKey() {
    return forged("abcdefghijklmnop");
  }

  /** Returns a well-formed key with this id, whose secret is another. */
  static String forged(String id) {
    String body = "test_" + id + "_0123456789abcdefghijABCDEFGHIJxy";
    return body + checksum(body);
  }

  /**
   * Returns the checksum that makes a text a well-formed key, computed independently of the
   * library.
   */
  static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder digits = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < 6; i++) {
      digits.insert(0, DIGITS.charAt((int) (rest % 62)));
      rest /= 62;
    }
    return digits.toString();
  }
}
