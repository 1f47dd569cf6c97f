package io.github.postern.store.jpa;

import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.store.StoredKey;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key's row and, beside it, what it is read with.
 *
 * @param key the row of the key
 * @param login the row of its owner's last login; null if there is none
 */
record KeyWithLogin(KeyRow key, @Nullable OwnerRow login) {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  /** The {@code FROM} of a query for both, with the names {@code k} and {@code l}. */
  static final String QUERY =
      "select k, l from KeyRow k left join OwnerRow l on l.ownerHash = k.ownerHash"
          + " and l.application = k.application where ";

  /** Takes what the query found. */
  static KeyWithLogin of(Object[] row) {
    return new KeyWithLogin((KeyRow) row[0], (OwnerRow) row[1]);
  }

  /** Returns the key; none of a row whose id is none, for no key has it. */
  Stream<StoredKey> toKey(RowVerifier rowVerifier) {
    if (KeyId.parse(key.id()).isEmpty()) {
      LOG.log(
          Level.ERROR,
          "A row of POSTERN_KEY has '{0}' in place of the id of a key, which Postern never writes,"
              + " so it is left out everywhere. Find out who can write to the database",
          LogText.line(key.id()));
      return Stream.empty();
    }
    LastLogin trusted = login != null && login.belongsTo(key.owner()) && rowVerifier.trusts(login)
        ? new ColumnReader().readOrNull(login::toLogin)
        : null;
    return Stream.of(key.toKey(trusted, rowVerifier.verify(key)));
  }
}
