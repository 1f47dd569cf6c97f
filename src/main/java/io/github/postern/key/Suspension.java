package io.github.postern.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * When keys sleep because of how their owner logs in. It follows from the owner's last login; that an account moved is written
 * into its keys too ({@link Activation.PendingCondition#CONFIRM}), so that they sleep on without that. Immutable.
 *
 * @param freshness how old the owner's last login by SAML may be for keys that came from one; empty: any age
 * @param whenMoved whether keys of an account that now logs in in another way sleep until the owner confirms them
 */
public record Suspension(Optional<Duration> freshness, boolean whenMoved) {

    /** No key ever sleeps. */
    public static final Suspension NEVER = new Suspension(Optional.empty(), false);

    /** Creates the rule. */
    public Suspension {
        Objects.requireNonNull(freshness, "freshness");
    }

    /**
     * Returns when a key falls asleep if its owner does not log in before.
     *
     * @param source the login that the key came from
     * @param createdAt when it was made, which counts where no login was ever seen
     * @param login the owner's last login, if any is known
     * @return empty if it does not because of its age
     */
    public Optional<Instant> startsAt(LoginSource source, Instant createdAt, Optional<LastLogin> login) {
        return source == LoginSource.SAML
                ? freshness.map(age -> login.flatMap(LastLogin::samlAt).orElse(createdAt).plus(age)) : Optional.empty();
    }

    /** Returns whether a key sleeps because its owner now logs in in another way than when it was made. */
    public boolean moved(LoginSource source, Optional<LastLogin> login) {
        return whenMoved && login.isPresent() && login.get().source() != source;
    }
}
