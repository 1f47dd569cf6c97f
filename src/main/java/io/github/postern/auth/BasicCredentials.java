package io.github.postern.auth;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * User name and password of HTTP Basic (RFC 7617).
 *
 * @param user the name; may be empty
 * @param password what follows the first colon, so it may have more of them
 */
record BasicCredentials(String user, String password) {

  /**
   * Reads credentials.
   *
   * @param credentials what follows the scheme
   * @return empty if they are none
   */
  static Optional<BasicCredentials> decode(String credentials) {
    try {
      String pair = text(Base64.getDecoder().decode(credentials.strip()));
      int colon = pair.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new BasicCredentials(pair.substring(0, colon), pair.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** UTF-8 is what we ask for; older clients send ISO-8859-1 all the same (RFC 7617 section 2). */
  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "BasicCredentials[" + user.length() + " characters]";
  }
}
