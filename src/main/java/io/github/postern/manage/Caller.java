package io.github.postern.manage;

import io.github.postern.issue.ManagingKeyLimits;
import io.github.postern.spi.Login;
import java.util.Objects;
import java.util.Optional;

/**
 * The caller, and the role in which the call is made.
 *
 * @param login who it is
 * @param administrator whether the call uses the administrators' path; else it is about the
 *     caller's own keys
 * @param limits what the key is limited to by which they act; empty for a login
 */
record Caller(Login login, boolean administrator, Optional<ManagingKeyLimits> limits) {

  /** Creates a caller. */
  Caller {
    Objects.requireNonNull(login, "login");
    Objects.requireNonNull(limits, "limits");
  }
}
