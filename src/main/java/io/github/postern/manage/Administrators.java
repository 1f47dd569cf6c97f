package io.github.postern.manage;

import io.github.postern.issue.AdminReach;
import io.github.postern.spi.Login;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * Which roles manage the keys of others. The permissions for a key are asked of
 * {@link Permissions}.
 *
 * @param everybody roles that may manage everybody's keys
 * @param organisation roles that may manage the keys of their own organisation
 * @param viewers roles that may see everybody's keys and change none
 */
record Administrators(Set<String> everybody, Set<String> organisation, Set<String> viewers) {

  /** Creates the rule; the sets are copied. */
  Administrators {
    everybody = Set.copyOf(everybody);
    organisation = Set.copyOf(organisation);
    viewers = Set.copyOf(viewers);
  }

  AdminReach reach(Login login) {
    return reach(login.roles(), login.organisation());
  }

  /** An administrator of an organisation that does not exist, or has no name, manages nobody. */
  AdminReach reach(Set<String> roles, Optional<String> organisationOf) {
    if (!Collections.disjoint(roles, everybody)) {
      return AdminReach.EVERYBODY;
    }
    boolean leads = !Collections.disjoint(roles, organisation)
        && organisationOf.filter(name -> !name.isBlank()).isPresent();
    return leads ? AdminReach.ORGANISATION : AdminReach.NOBODY;
  }

  /** Returns whether somebody may see everybody's keys, though perhaps not change them. */
  boolean seesEverybody(Login login) {
    return seesEverybody(login.roles());
  }

  boolean seesEverybody(Set<String> roles) {
    return !Collections.disjoint(roles, everybody) || !Collections.disjoint(roles, viewers);
  }
}
