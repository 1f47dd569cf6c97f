package io.github.postern.auth;

import io.github.postern.auth.Transport.Unencrypted;
import io.github.postern.http.ResponseSettings;
import io.github.postern.http.UnreadBody;
import io.github.postern.policy.Carrier;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes how the filter behaves out of the settings. */
final class FilterSettings {

  /** Tokens and quoted strings, as Cache-Control has them (RFC 9111 section 5.2). */
  private static final String CACHE_CONTROL = "[\\x20-\\x7e]{1,200}";

  private static final String OFF = "off";

  private FilterSettings() {}

  /**
   * Makes how the filter behaves.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or is missing
   */
  static FilterOptions options(Settings settings) {
    PathSettings paths = PathSettings.of(settings);
    return new FilterOptions(
        responses(settings),
        transport(settings),
        paths.rules(),
        paths.managementPaths(),
        settings.flag(Setting.MANAGEMENT_DIRECT),
        settings.duration(Setting.EXPIRY_WARNING, Duration.ofDays(365)));
  }

  private static ResponseOptions responses(Settings settings) {
    Set<String> origins = ResponseSettings.origins(settings, Setting.CORS_ORIGINS);
    return new ResponseOptions(
        ResponseSettings.challenges(settings),
        ResponseSettings.errorStyle(settings),
        settings.flag(Setting.STRICT_ERRORS),
        new Caching(cacheControl(settings), varies(settings, origins)),
        new Cors(origins),
        new UnreadBody(System::nanoTime));
  }

  private static Optional<String> cacheControl(Settings settings) {
    String value = settings.required(Setting.CACHE_CONTROL);
    if (!value.matches(CACHE_CONTROL)) {
      throw settings.malformed(Setting.CACHE_CONTROL, null, null);
    }
    return value.equals(OFF) ? Optional.empty() : Optional.of(value);
  }

  private static List<String> varies(Settings settings, Set<String> origins) {
    List<String> headers = new ArrayList<>(PolicySettings.carriers(settings).stream()
        .map(Carrier::header)
        .distinct()
        .toList());
    if (!origins.isEmpty()) {
      headers.add("Origin");
    }
    return headers;
  }

  private static Transport transport(Settings settings) {
    return new Transport(
        settings.oneOf(
            Setting.INSECURE_TRANSPORT,
            Map.of(
                "allow",
                Unencrypted.ALLOW,
                "flag",
                Unencrypted.FLAG,
                "refuse",
                Unencrypted.REFUSE,
                "suspend",
                Unencrypted.SUSPEND)),
        settings.oneOf(Setting.KEY_IN_URL, Map.of("refuse", false, "suspend", true)),
        settings.proxies(Setting.TRANSPORT_PROXIES));
  }
}
