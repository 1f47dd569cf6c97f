package io.github.postern.store.jpa;

import io.github.postern.key.Owner;
import io.github.postern.store.StoredKey;
import io.github.postern.text.Sha256;

/**
 * Values of the columns by which the database itself keeps two keys from taking the same slot, or
 * from answering the same request.
 *
 * <p>The columns are unique and never null, so it does not matter what a database thinks of nulls
 * in unique columns: a key that takes nothing has a value made of its own id. Owners and
 * idempotency keys are in them as SHA-256, which has one case and one length whatever the collation
 * of the database is.
 */
final class Slots {

  private static final String NONE = "-/";
  private static final int ADDRESS_LENGTH = 64;

  private Slots() {}

  /**
   * Returns the hash by which the keys of an owner are found. Realms and names have no control
   * characters.
   */
  static String of(Owner owner) {
    return Sha256.hex(owner.realm() + '\0' + owner.name());
  }

  static String slot(String application, StoredKey key) {
    boolean none = key.slot() == StoredKey.NO_SLOT;
    return none
        ? NONE + key.id()
        : Sha256.hex(application + '\0' + of(key.owner())) + '/' + key.slot();
  }

  /** Reads what {@link #slot(String, StoredKey)} wrote. */
  static int slot(String column) {
    return column.startsWith(NONE)
        ? StoredKey.NO_SLOT
        : Integer.parseInt(column.substring(column.lastIndexOf('/') + 1));
  }

  /** A revoked key no longer answers its request: its idempotency key may create another. */
  static String requestSlot(String application, StoredKey key) {
    boolean none = key.idempotencyKey().isEmpty() || key.revokedAt().isPresent();
    return none
        ? NONE + key.id()
        : Sha256.hex(
            application + '\0' + of(key.owner()) + '\0' + key.idempotencyKey().orElseThrow());
  }

  /** Returns what stands for a text where a collation must not have a say. */
  static String hash(String text) {
    return Sha256.hex(text);
  }

  /** Returns an address that fits its column. */
  static String address(String text) {
    return text.length() <= ADDRESS_LENGTH ? text : text.substring(0, ADDRESS_LENGTH);
  }
}
