package io.github.postern.manage;

import io.github.postern.issue.Login;
import io.github.postern.store.StoredKey;
import java.util.Collections;
import java.util.Set;

/**
 * Who may manage the keys of others.
 *
 * @param everybody roles that may manage everybody's keys
 * @param organisation roles that may manage the keys of their own organisation
 * @param viewers roles that may see everybody's keys and change none
 */
public record Administrators(Set<String> everybody, Set<String> organisation, Set<String> viewers) {

    /** Whose keys somebody may manage, beside their own. */
    public enum Reach {
        /** Nobody's. */
        NOBODY,
        /** Those of their organisation. */
        ORGANISATION,
        /** Everybody's. */
        EVERYBODY
    }

    /** Creates the rule; the sets are copied. */
    public Administrators {
        everybody = Set.copyOf(everybody);
        organisation = Set.copyOf(organisation);
        viewers = Set.copyOf(viewers);
    }

    Reach reach(Login login) {
        if (!Collections.disjoint(login.roles(), everybody)) {
            return Reach.EVERYBODY;
        }
        boolean leads = !Collections.disjoint(login.roles(), organisation) && login.organisation().isPresent();
        return leads ? Reach.ORGANISATION : Reach.NOBODY;
    }

    /** Returns whether somebody may see everybody's keys, though perhaps not change them. */
    boolean seesEverybody(Login login) {
        return reach(login) == Reach.EVERYBODY || !Collections.disjoint(login.roles(), viewers);
    }

    boolean reaches(Login login, StoredKey key) {
        return switch (reach(login)) {
            case EVERYBODY -> true;
            case ORGANISATION -> key.organisation().equals(login.organisation());
            case NOBODY -> false;
        };
    }
}
