package io.github.postern.manage;

import io.github.postern.http.ResponseSettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the options of the management API out of the settings. */
public final class ManagementSettings {

  private ManagementSettings() {}

  /**
   * Makes them.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or is missing
   */
  public static ManagementOptions options(Settings settings) {
    return new ManagementOptions(
        ResponseSettings.challenges(settings),
        ResponseSettings.errorStyle(settings),
        administrators(settings),
        stepUp(settings),
        ResponseSettings.origins(settings, Setting.ALLOWED_ORIGINS));
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
