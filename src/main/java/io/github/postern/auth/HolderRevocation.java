package io.github.postern.auth;

import io.github.postern.store.StoredKey;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/** Ends keys that are given up by whoever holds them. */
public interface HolderRevocation {

  /**
   * Ends a key and answers, and answers the same where there is none.
   *
   * @param key the key whose whole secret was presented, in whatever state; empty if what was
   *     presented is none
   * @throws io.github.postern.key.KeysUnavailableException if the store is unreachable
   * @throws IOException if the answer cannot be written
   */
  void revoke(Optional<StoredKey> key, HttpServletRequest request, HttpServletResponse response)
      throws IOException;
}
