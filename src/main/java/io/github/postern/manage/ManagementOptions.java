package io.github.postern.manage;

import io.github.postern.http.Challenges;
import io.github.postern.http.ErrorStyle;
import java.util.Objects;
import java.util.Set;

/**
 * How the management API behaves, beside the policy.
 *
 * @param challenges asks for a key
 * @param errorStyle how refusals look
 * @param administrators who may manage the keys of others
 * @param stepUp where somebody is sent whose login is too old
 * @param allowedOrigins origins of the application's own pages in lower case, beside the one that a
 *     request names
 */
record ManagementOptions(
    Challenges challenges,
    ErrorStyle errorStyle,
    Administrators administrators,
    StepUpOptions stepUp,
    Set<String> allowedOrigins) {

  /** Creates the options; the set is copied. */
  ManagementOptions {
    Objects.requireNonNull(challenges, "challenges");
    Objects.requireNonNull(errorStyle, "errorStyle");
    Objects.requireNonNull(administrators, "administrators");
    Objects.requireNonNull(stepUp, "stepUp");
    allowedOrigins = Set.copyOf(allowedOrigins);
  }
}
