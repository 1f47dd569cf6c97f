package io.github.postern.policy;

import java.util.List;

/**
 * How a request carries a key, and what else may be in the same place.
 *
 * @param carriers where a request may carry a key, in order of preference; at least one
 * @param refusesForeign whether a value in {@code Authorization} that is none of our keys is
 *     refused; if not, it is the application's own and passes untouched
 * @param loginWins whether a login session in the same request wins over the key
 */
public record CredentialRules(List<Carrier> carriers, boolean refusesForeign, boolean loginWins) {

  /**
   * Creates the rule; the list is copied.
   *
   * @throws IllegalArgumentException if there is no carrier
   */
  public CredentialRules {
    carriers = List.copyOf(carriers);
    if (carriers.isEmpty()) {
      throw new IllegalArgumentException("A policy without a carrier would accept no key");
    }
  }
}
