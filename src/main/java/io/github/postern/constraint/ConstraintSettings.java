package io.github.postern.constraint;

import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.Optional;

/** Makes what enforces the constraints that were moved out of {@code web.xml}. */
public final class ConstraintSettings {

  private final Optional<ConstraintFile.Content> content;

  private ConstraintSettings(Optional<ConstraintFile.Content> content) {
    this.content = content;
  }

  /**
   * Reads the constraints, if any were moved. Needs no Servlet API.
   *
   * @param application has the file that the settings name
   * @throws InvalidSettingException if the file is not there, or not what it has to be
   */
  public static ConstraintSettings of(Settings settings, ClassLoader application) {
    return new ConstraintSettings(
        settings.optional(Setting.CONSTRAINTS, name -> ConstraintFile.read(name, application)));
  }

  /** Makes what enforces them; it is disabled if none were moved. */
  public ConstraintEnforcer enforcer() {
    return content
        .map(file -> new ConstraintEnforcer(file.constraints(), file.basicRealm()))
        .orElseGet(() -> new ConstraintEnforcer(SecurityConstraints.NONE, Optional.empty()));
  }
}
