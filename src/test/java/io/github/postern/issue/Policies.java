package io.github.postern.issue;

import io.github.postern.policy.Carrier;
import io.github.postern.policy.CredentialRules;
import io.github.postern.policy.Lifecycle;
import io.github.postern.policy.Lifecycle.ExpiryEdits;
import io.github.postern.policy.Lifecycle.Rotation;
import io.github.postern.policy.Lifecycle.ValidityUnit;
import io.github.postern.policy.Naming;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Preconditions;
import io.github.postern.policy.Rights;
import io.github.postern.policy.Rights.Operation;
import io.github.postern.policy.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Policies for tests of the rules. */
public final class Policies {

  private Policies() {}

  /** Returns a policy in which expired keys can be brought back. */
  public static Policy returning(int keysPerOwner, Policy.LoginRules rules) {
    return with(keysPerOwner, rules, rules, ExpiryEdits.ALWAYS);
  }

  /**
   * Returns a policy with these rules for logins; the rest is as the settings have it by default.
   */
  public static Policy with(int keysPerOwner, Policy.LoginRules local, Policy.LoginRules saml) {
    return with(keysPerOwner, local, saml, ExpiryEdits.BEFORE_EXPIRY);
  }

  private static Policy with(
      int keysPerOwner, Policy.LoginRules local, Policy.LoginRules saml, ExpiryEdits edits) {
    Set<Operation> everything = Set.of(Operation.values());
    return new Policy(
        new CredentialRules(List.of(Carrier.parse("bearer")), false, false),
        Scopes.none(),
        keysPerOwner,
        local,
        saml,
        new Naming(true, Optional.empty(), false, "key_"),
        new Lifecycle(
            ValidityUnit.DAYS, edits, Rotation.SUCCESSOR, Duration.ofDays(7), false, false, false),
        new Rights(everything, everything, everything, everything, Set.of(), true),
        Preconditions.NONE);
  }
}
