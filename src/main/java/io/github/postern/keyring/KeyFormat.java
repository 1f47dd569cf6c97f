package io.github.postern.keyring;

import io.github.postern.key.KeyId;
import io.github.postern.key.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * How the keys of one application look: {@code <prefix>_<id>_<secret><checksum>}, for example
 * {@code jobs_} + 16 characters + {@code _} + 32 characters + 6 characters.
 *
 * <p>The checksum is the CRC-32 of everything before it. It authenticates nothing: it lets garbage
 * be refused before any database work, and lets scanners find real keys in text. All characters are
 * legal in a {@code b64token} (RFC 6750 section 2.1).
 */
public final class KeyFormat {

  /** How many characters of base62 the secret part has: 190 bits. */
  static final int SECRET_LENGTH = 32;

  /** The fewest characters of a key that somebody brings along. */
  public static final int SHORTEST_CHOSEN = 32;

  /** The most characters of a key that somebody brings along. */
  public static final int LONGEST_CHOSEN = 512;

  private static final int CHECKSUM_LENGTH = 6;
  private static final int TAIL_LENGTH = SECRET_LENGTH + CHECKSUM_LENGTH;

  /** The part behind the prefix and its underscore, in any case, as a regular expression. */
  static final String SHAPE = "[a-z2-7]{" + KeyId.LENGTH + "}[_-][a-z0-9]{" + TAIL_LENGTH + "}";

  private static final Pattern PREFIX = Pattern.compile("[a-z0-9]{2,12}");

  private final String start;

  /**
   * Creates the format of an application.
   *
   * @param prefix names the application that issues the keys: 2 to 12 characters of {@code a-z0-9}
   * @throws IllegalArgumentException if the prefix is something else
   */
  public KeyFormat(String prefix) {
    if (!PREFIX.matcher(Objects.requireNonNull(prefix, "prefix")).matches()) {
      throw new IllegalArgumentException(
          "A prefix is 2 to 12 characters of a-z0-9, but was '" + prefix + "'");
    }
    this.start = prefix + "_";
  }

  /** Returns what each key starts with: the prefix and an underscore. */
  public String start() {
    return start;
  }

  /**
   * Returns whether {@code text} claims to be a key of this application. It may still be malformed.
   */
  public boolean claims(String text) {
    return text.startsWith(start);
  }

  /**
   * Returns whether a text may be a key that somebody brought along: a value with our prefix that
   * is not well formed is garbage.
   */
  public boolean mayBeChosen(String text) {
    return !claims(text) && text.length() >= SHORTEST_CHOSEN && text.length() <= LONGEST_CHOSEN;
  }

  /** Returns how many characters a key has. */
  public int length() {
    return start.length() + KeyId.LENGTH + 1 + TAIL_LENGTH;
  }

  /**
   * Returns whether the text can be a key that was issued: its shape and its checksum are right.
   * Linear in the length of a key, whatever the length of the text.
   *
   * @param text what was presented
   */
  public boolean wellFormed(String text) {
    return text.length() == length() && isKeyAt(text, 0);
  }

  /**
   * Finds a whole key inside other text.
   *
   * @param from where to begin
   * @return where the first one starts whose checksum is right, or -1
   */
  int indexIn(String text, int from) {
    int at = text.indexOf(start, from);
    while (at >= 0 && !isKeyAt(text, at)) {
      at = text.indexOf(start, at + 1);
    }
    return at;
  }

  private boolean isKeyAt(String text, int at) {
    int id = at + start.length();
    int secret = id + KeyId.LENGTH + 1;
    return text.length() >= secret + TAIL_LENGTH
        && text.startsWith(start, at)
        && KeyId.isId(text, id, secret - 1)
        && text.charAt(secret - 1) == '_'
        && isBase62(text, secret, secret + TAIL_LENGTH)
        && hasChecksum(text.length() == length() ? text : text.substring(at, secret + TAIL_LENGTH));
  }

  /**
   * Reads the id out of a key.
   *
   * @param key a {@linkplain #wellFormed well-formed} key
   */
  public KeyId idOf(String key) {
    return new KeyId(key.substring(start.length(), start.length() + KeyId.LENGTH));
  }

  Secret format(KeyId id, String secret) {
    String body = start + id.value() + '_' + secret;
    return new Secret(body + Base62.encode(crc(body, body.length()), CHECKSUM_LENGTH));
  }

  private static boolean hasChecksum(String key) {
    int end = key.length() - CHECKSUM_LENGTH;
    return Base62.decode(key, end, key.length()) == crc(key, end);
  }

  private static long crc(String text, int end) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII), 0, end);
    return crc.getValue();
  }

  private static boolean isBase62(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Base62.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
