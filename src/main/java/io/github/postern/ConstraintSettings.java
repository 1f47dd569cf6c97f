package io.github.postern;

import io.github.postern.auth.ConstraintEnforcer;
import io.github.postern.policy.SecurityConstraints;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.Optional;

/**
 * Makes what enforces the constraints that were moved out of {@code web.xml}.
 *
 * @param content what they are; empty if none were moved
 */
record ConstraintSettings(Optional<ConstraintFile.Content> content) {

  /**
   * Reads the constraints, if any were moved. Needs no Servlet API.
   *
   * @param application has the file that the settings name
   * @throws InvalidSettingException if the file is not there, or not what it has to be
   */
  static ConstraintSettings of(Settings settings, ClassLoader application) {
    return new ConstraintSettings(
        settings.optional(Setting.CONSTRAINTS, name -> ConstraintFile.read(name, application)));
  }

  /** Makes what enforces them; it is disabled if none were moved. */
  ConstraintEnforcer enforcer() {
    return content
        .map(file -> new ConstraintEnforcer(file.constraints(), file.basicRealm()))
        .orElseGet(() -> new ConstraintEnforcer(SecurityConstraints.NONE, Optional.empty()));
  }
}
