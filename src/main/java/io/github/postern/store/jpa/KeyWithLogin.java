package io.github.postern.store.jpa;

import io.github.postern.key.LastLogin;
import io.github.postern.store.StoredKey;
import org.jspecify.annotations.Nullable;

/**
 * A key's row and, beside it, what it is read with.
 *
 * @param key the row of the key
 * @param login the row of its owner's last login; null if there is none
 */
record KeyWithLogin(KeyRow key, @Nullable OwnerRow login) {

  /** The {@code FROM} of a query for both, with the names {@code k} and {@code l}. */
  static final String QUERY =
      "select k, l from KeyRow k left join OwnerRow l on l.ownerHash = k.ownerHash"
          + " and l.application = k.application where ";

  /** Takes what the query found. */
  static KeyWithLogin of(Object[] row) {
    return new KeyWithLogin((KeyRow) row[0], (OwnerRow) row[1]);
  }

  StoredKey toKey(RowVerifier rowVerifier) {
    LastLogin trusted = login != null && login.belongsTo(key.owner()) && rowVerifier.trusts(login)
        ? login.toLogin()
        : null;
    return key.toKey(trusted, rowVerifier.verify(key));
  }
}
