package io.github.postern.issue;

import io.github.postern.policy.Carrier;
import io.github.postern.policy.Policy;
import io.github.postern.policy.Scopes;
import java.time.Duration;
import java.util.List;

/** Policies for tests of the rules. */
final class Policies {

    private Policies() {
    }

    static Policy with(int keysPerOwner, Policy.WhenFull whenFull, Policy.LoginRules local, Policy.LoginRules saml) {
        return new Policy(List.of(Carrier.parse("bearer")), Scopes.none(), keysPerOwner, whenFull, local, saml,
                Policy.Unit.DAYS, Duration.ofDays(7));
    }
}
