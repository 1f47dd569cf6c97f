package io.github.postern.store.jpa;

import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.text.Sha256;
import java.time.DateTimeException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of one row. A value that no Postern can have written is read as another one,
 * and remembered: one such row must not keep others from being listed, changed or revoked. For one
 * thread.
 */
final class ColumnReader {

  private boolean failed;

  /**
   * Reads a column.
   *
   * @param otherwise the value if the column cannot be read
   */
  <T> T read(Supplier<T> column, T otherwise) {
    T value = readOrNull(column);
    return value == null ? otherwise : value;
  }

  /** Reads a column; null if it cannot be read. */
  <T> @Nullable T readOrNull(Supplier<T> column) {
    try {
      return column.get();
    } catch (IllegalArgumentException | DateTimeException | NullPointerException e) {
      failed = true;
      return null;
    }
  }

  /** Reads a digest; one that is none becomes one that no header can have the text of. */
  Digest digest(String algorithm, String hex, String id) {
    Digest digest = readOrNull(() -> Digest.of(algorithm, hex));
    return digest == null ? Digest.of(Digest.PLAIN, Sha256.hex("unreadable\0" + id)) : digest;
  }

  /** Reads an owner; one that cannot be one is nobody else, either. */
  Owner owner(@Nullable String realm, @Nullable String name) {
    String inRealm = Columns.orEmpty(realm);
    String named = Columns.orEmpty(name);
    Owner owner = readOrNull(() -> new Owner(inRealm, named));
    return owner == null ? new Owner(nobody(inRealm), nobody(named)) : owner;
  }

  private static String nobody(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
    return clean.isBlank() ? "\uFFFD" : clean.substring(0, Math.min(clean.length(), 100));
  }

  /** Returns whether there was something that cannot be read. */
  boolean hasFailed() {
    return failed;
  }
}
