package io.github.postern.keyring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates rows of the store by HMAC-SHA-256 under the pepper, so that who can write to the
 * database but does not have the pepper cannot make a row, move one to another owner, or give it
 * more rights. Safe for use by many threads.
 *
 * <p>The authenticated data cannot be taken for a key, nor a digest of a key for a binding: it
 * starts with a character that no key has.
 */
public final class RowBinder {

  private static final byte NO_KEY_STARTS_SO = 1;

  private final List<Pepper> peppers;

  /** Creates it for keyed peppers, the current one first. */
  RowBinder(List<Pepper> peppers) {
    this.peppers = List.copyOf(peppers);
  }

  /**
   * Returns the names of the peppers, as digests that they make have them, the current one first.
   */
  public List<String> algorithms() {
    return peppers.stream().map(Pepper::algorithm).toList();
  }

  /** Returns the name of the current pepper, as digests that it makes have it. */
  public String algorithm() {
    return peppers.get(0).algorithm();
  }

  /**
   * Returns what authenticates a row, made by the current pepper.
   *
   * @param fields what decides in the row, always in the same order; an element that is null counts
   *     as an empty text, because to Oracle it is
   */
  public String bind(List<@Nullable String> fields) {
    return text(peppers.get(0), fields);
  }

  /** Returns whether a binding says that one of these peppers made it. */
  public boolean knows(String binding) {
    return peppers.stream().anyMatch(pepper -> madeBy(pepper, binding));
  }

  private static boolean madeBy(Pepper pepper, String binding) {
    return binding.startsWith(pepper.algorithm() + ':');
  }

  /**
   * Returns whether a binding is that of these fields, whichever pepper made it. Constant time in
   * the binding.
   *
   * @param binding what the row has; not null
   */
  public boolean verifies(String binding, List<@Nullable String> fields) {
    return peppers.stream()
        .filter(pepper -> madeBy(pepper, binding))
        .anyMatch(pepper -> MessageDigest.isEqual(bytes(text(pepper, fields)), bytes(binding)));
  }

  private static String text(Pepper pepper, List<@Nullable String> fields) {
    return pepper.algorithm()
        + ':'
        + HexFormat.of().formatHex(pepper.authenticate(message(fields)));
  }

  /** Each field with its length, so that nothing can be moved from one into the next. */
  private static byte[] message(List<@Nullable String> fields) {
    List<byte[]> parts = fields.stream()
        .map(field -> bytes(Objects.requireNonNullElse(field, "")))
        .toList();
    int length =
        1 + parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum();
    ByteBuffer message = ByteBuffer.allocate(length).put(NO_KEY_STARTS_SO);
    for (byte[] part : parts) {
      message.putInt(part.length).put(part);
    }
    return message.array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "Binder" + peppers;
  }
}
