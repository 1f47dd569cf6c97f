package io.github.postern.store.jpa;

import io.github.postern.keyring.Digest;
import io.github.postern.keyring.RowBinder;
import io.github.postern.store.BindingState;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which rows are believed.
 *
 * @param rules the rules
 * @param unboundUntil when the last row was made that is taken unbound after an upgrade; 0: none is
 * @param revocations which keys are revoked, whatever their rows say; where there is no pepper it
 *     does not matter
 */
record RowVerifier(RowRules rules, long unboundUntil, KnownRevocations.Snapshot revocations) {

  private static final Pattern UNDER_A_PEPPER =
      Pattern.compile("hmac-sha256/[A-Za-z0-9-]{1,32}:.*");

  /** Creates the value where no revocation was seen. */
  RowVerifier(RowRules rules, long unboundUntil) {
    this(rules, unboundUntil, new KnownRevocations().known());
  }

  /** Returns what a row is. */
  BindingState verify(KeyRow row) {
    String binding = row.binding();
    if (binding != null && row.isBound() && isForeign(binding)) {
      return BindingState.FOREIGN;
    }
    if (rules.binder().isEmpty()) {
      return BindingState.BOUND;
    }
    if (!row.hasMatchingOwnerHash() || !row.isRevoked() && revocations.contradicts(row.keyId())) {
      return BindingState.BROKEN;
    }
    if (binding != null) {
      // A bound row is nobody's guess: who writes so wants it to be taken for one of another
      // application.
      return !row.isPresumed() && rules.binder().get().verifies(binding, row.fields())
          ? BindingState.BOUND
          : BindingState.BROKEN;
    }
    return acceptsUnbound(row) ? BindingState.UNBOUND : BindingState.BROKEN;
  }

  /** Returns whether nobody here can tell that Postern wrote a row. */
  private boolean isUnverifiable(KeyRow row) {
    BindingState state = verify(row);
    return state == BindingState.BROKEN || state == BindingState.FOREIGN;
  }

  /**
   * Returns whether the row of a login is believed: whether a key works, and what it opens, may
   * depend on it, so it has to be one that Postern wrote.
   */
  boolean trusts(OwnerRow login) {
    if (!login.hasMatchingOwnerHash()) {
      return false; // it would be read with the keys of somebody else
    }
    Optional<RowBinder> binder = rules.binder();
    String binding = login.binding();
    if (binder.isEmpty()) {
      return binding == null;
    }
    return binding == null
        ? !login.hasProfile() && acceptsUnboundLogin(login.at())
        : binder.get().verifies(binding, login.fields());
  }

  /**
   * Returns whether the row of a login is bound, and not by what could be verified here: then it is
   * left as it is where keys of the owner are bound likewise. They belong together, and become good
   * again with their pepper. Where there are none, nothing is lost by writing it anew.
   *
   * @param keys the rows of the owner's keys
   */
  boolean preserves(OwnerRow login, Stream<KeyRow> keys) {
    return login.binding() != null
        && !trusts(login)
        && keys.anyMatch(key -> key.isBound() && isUnverifiable(key));
  }

  /** Returns whether a binding is under a pepper that is not set here. */
  private boolean isForeign(String binding) {
    return rules.binder().filter(binder -> binder.knows(binding)).isEmpty()
        && UNDER_A_PEPPER.matcher(binding).matches();
  }

  /**
   * Returns whether a login of this time is believed that was noted before such rows were bound.
   */
  private boolean acceptsUnboundLogin(long at) {
    return rules.unbound() == RowRules.Unbound.BIND
        || rules.unbound() != RowRules.Unbound.REFUSE && at > 0 && at <= unboundUntil;
  }

  private boolean acceptsUnbound(KeyRow row) {
    if (row.digest().algorithm().equals(Digest.PLAIN)) {
      return rules.plainUnbound(); // the setting that names this migration is the grace
    }
    return switch (rules.unbound()) {
      case AUTOMATIC, UPGRADED ->
        row.isPresumed() && row.createdAt() > 0 && row.createdAt() <= unboundUntil;
      case BIND -> true;
      case REFUSE -> false;
    };
  }
}
