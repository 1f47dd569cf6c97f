package io.github.postern.manage;

import io.github.postern.http.ResponseSettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the management API behaves, as far as settings say it. */
public final class ManagementSettings {

  private final ManagementOptions options;

  private ManagementSettings(ManagementOptions options) {
    this.options = options;
  }

  /**
   * Reads the settings.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or is missing
   */
  public static ManagementSettings of(Settings settings) {
    return new ManagementSettings(new ManagementOptions(
        ResponseSettings.challenges(settings),
        ResponseSettings.errorStyle(settings),
        administrators(settings),
        stepUp(settings),
        ResponseSettings.origins(settings, Setting.ALLOWED_ORIGINS)));
  }

  ManagementOptions options() {
    return options;
  }

  private static StepUpOptions stepUp(Settings settings) {
    return new StepUpOptions(
        url(settings, Setting.STEP_UP_URL),
        url(settings, Setting.STEP_UP_SAML_URL),
        settings.oneOf(Setting.STEP_UP_ANSWER, Map.of("refuse", false, "accept", true)));
  }

  /** A path, not one that a browser takes for another host; or a URL. */
  private static Optional<String> url(Settings settings, Setting setting) {
    Optional<String> url = settings.text(setting);
    if (url.isPresent() && !url.get().matches("(/(?![/\\\\])|https?://[^/\\s]+)[\\x21-\\x7e]*")) {
      throw settings.malformed(setting, null, null);
    }
    return url;
  }

  private static Administrators administrators(Settings settings) {
    return new Administrators(
        Set.copyOf(settings.list(Setting.ADMIN_ROLES)),
        Set.copyOf(settings.list(Setting.ORGANISATION_ADMIN_ROLES)),
        Set.copyOf(settings.list(Setting.VIEWER_ROLES)));
  }
}
