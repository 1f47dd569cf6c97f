package sample.saml;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes what has to be known of a login under way into its {@code RelayState}, which the identity
 * provider gives back as it is, and authenticates it with a key of this process (HMAC with SHA-256,
 * 128 bits). So nothing is kept for a login that only began, and nobody can make us forget one. It
 * holds no secret, and fits into the 80 bytes of SAML bindings 2.0, section 3.4.3. Safe for many
 * threads.
 */
final class RelayStates {

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int MAC_BYTES = 16;
  private static final int CONTENT_BYTES =
      2 * Long.BYTES + Long.BYTES + 1 + PendingLogin.BROWSER_BYTES;

  /** 57 bytes are 76 characters, none of which is filled up: each login has one spelling. */
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{76}");

  private final SecretKeySpec key;
  private final Clock clock;
  private final Duration life;

  /** Logins live so long. */
  RelayStates(SecureRandom random, Clock clock, Duration life) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, HMAC);
    this.clock = clock;
    this.life = life;
  }

  /** Its request id must be {@code _} and a UUID, as java-saml makes them. */
  String write(PendingLogin login) {
    UUID id = UUID.fromString(login.requestId().substring(1));
    byte[] content = ByteBuffer.allocate(CONTENT_BYTES)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .putLong(login.created().toEpochMilli())
        .put((byte) (login.forced() ? 1 : 0))
        .put(login.browser())
        .array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(CONTENT_BYTES + MAC_BYTES)
            .put(content)
            .put(mac(content))
            .array());
  }

  /**
   * The login that this was written for, while it is young enough; empty if this process has not
   * written it.
   */
  Optional<PendingLogin> read(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    byte[] content = Arrays.copyOf(bytes, CONTENT_BYTES);
    if (!MessageDigest.isEqual(
        mac(content), Arrays.copyOfRange(bytes, CONTENT_BYTES, bytes.length))) {
      return Optional.empty();
    }
    ByteBuffer fields = ByteBuffer.wrap(content);
    String requestId = "_" + new UUID(fields.getLong(), fields.getLong());
    Instant created = Instant.ofEpochMilli(fields.getLong());
    boolean forced = fields.get() == 1;
    byte[] browser = new byte[PendingLogin.BROWSER_BYTES];
    fields.get(browser);
    return Optional.of(new PendingLogin(requestId, browser, created, forced))
        .filter(login -> clock.instant().isBefore(end(login)));
  }

  /** From when on it is no longer taken. */
  Instant end(PendingLogin login) {
    return login.created().plus(life);
  }

  private byte[] mac(byte[] content) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no " + HMAC, e);
    }
  }
}
