package io.github.postern.policy;

import io.github.postern.key.LoginSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Every rule about the keys of an application, as one value. Immutable.
 *
 * @param carriers where a request may carry a key, in order of preference; at least one
 * @param scopes what keys can be limited to
 * @param keysPerOwner how many keys an owner may have at a time, from 1
 * @param whenFull what a creation does when the owner has that many
 * @param local the rules for people who logged in to the application itself
 * @param saml the rules for people who came by SAML
 * @param unit what a validity is counted in when people enter it
 * @param maximumOverlap how long an old secret may work beside its successor
 */
public record Policy(List<Carrier> carriers, Scopes scopes, int keysPerOwner, WhenFull whenFull, LoginRules local,
        LoginRules saml, Unit unit, Duration maximumOverlap) {

    /** What a creation does when the owner has as many keys as allowed. */
    public enum WhenFull {
        /** It is refused: a key must be deleted first. */
        REFUSE,
        /** It replaces the oldest key, which no longer works. */
        REPLACE
    }

    /** What an expired key does to the creation of a new one. */
    public enum WhenExpired {
        /** It must be deleted first. */
        DELETE_FIRST,
        /** The new key replaces it. */
        REPLACE,
        /** Nothing: it stays in the list and does not count. */
        IGNORE
    }

    /** What a validity is counted in when people enter it. */
    public enum Unit {
        /** Days of 24 hours. */
        DAYS,
        /** Hours. */
        HOURS
    }

    /**
     * The rules for one kind of login.
     *
     * @param allowed whether these people may create keys
     * @param whenExpired what an expired key does to a new one
     * @param validity who decides how long a key lives
     */
    public record LoginRules(boolean allowed, WhenExpired whenExpired, Validity validity) {

        /** Creates the rules. */
        public LoginRules {
            Objects.requireNonNull(whenExpired, "whenExpired");
            Objects.requireNonNull(validity, "validity");
        }
    }

    /**
     * Creates a policy.
     *
     * @throws IllegalArgumentException if there is no carrier or no key is allowed
     */
    public Policy {
        carriers = List.copyOf(carriers);
        Objects.requireNonNull(scopes, "scopes");
        Objects.requireNonNull(whenFull, "whenFull");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(saml, "saml");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(maximumOverlap, "maximumOverlap");
        if (carriers.isEmpty()) {
            throw new IllegalArgumentException("A policy without a carrier would let no key in");
        }
        if (keysPerOwner < 1) {
            throw new IllegalArgumentException("Keys per owner must be at least 1, but was " + keysPerOwner);
        }
    }

    /** Returns the rules for a kind of login. */
    public LoginRules rules(LoginSource source) {
        return switch (source) {
            case LOCAL -> local;
            case SAML -> saml;
        };
    }
}
