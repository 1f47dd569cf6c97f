package io.github.postern.store.jpa;

import io.github.postern.keyring.Digest;
import io.github.postern.store.BindingState;
import java.util.regex.Pattern;

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
    if (row.isBound() && isForeign(row.binding())) {
      return BindingState.FOREIGN;
    }
    if (rules.binder().isEmpty()) {
      return BindingState.BOUND;
    }
    if (!row.hasMatchingOwnerHash() || !row.isRevoked() && revocations.contradicts(row.keyId())) {
      return BindingState.BROKEN;
    }
    if (row.binding() != null) {
      // A bound row is nobody's guess: who writes so wants it to be taken for one of another
      // application.
      return !row.isPresumed() && rules.binder().get().verifies(row.binding(), row.fields())
          ? BindingState.BOUND
          : BindingState.BROKEN;
    }
    return acceptsUnbound(row) ? BindingState.UNBOUND : BindingState.BROKEN;
  }

  /** Returns whether a binding is under a pepper that is not set here. */
  private boolean isForeign(String binding) {
    return rules.binder().filter(binder -> binder.knows(binding)).isEmpty()
        && UNDER_A_PEPPER.matcher(binding).matches();
  }

  /**
   * Returns whether a login of this time is believed that was noted before such rows were bound.
   */
  boolean acceptsUnboundLogin(long at) {
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
