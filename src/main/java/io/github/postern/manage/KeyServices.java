package io.github.postern.manage;

import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.LoginRecorder;
import io.github.postern.issue.OwnerLookup;
import java.util.Objects;

/**
 * The services that this API puts at the disposal of its callers.
 *
 * @param keys creates and changes the keys of one owner
 * @param administration has the keys of everybody
 * @param owners knows the owners
 * @param logins takes note of who is logged in
 */
public record KeyServices(
    KeyService keys, KeyAdministration administration, OwnerLookup owners, LoginRecorder logins) {

  /** Creates it. */
  public KeyServices {
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(administration, "administration");
    Objects.requireNonNull(owners, "owners");
    Objects.requireNonNull(logins, "logins");
  }
}
