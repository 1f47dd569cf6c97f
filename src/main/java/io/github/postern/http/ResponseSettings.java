package io.github.postern.http;

import io.github.postern.policy.Carrier;
import io.github.postern.policy.Carrier.Kind;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Makes what both flows answer with from the settings. */
public final class ResponseSettings {

  /** A scheme, a host, perhaps a port (RFC 6454 section 6.2). */
  private static final String ORIGIN =
      "(?i)https?://[a-z0-9._-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:.]+](:[0-9]{1,5})?";

  private ResponseSettings() {}

  /**
   * Makes what asks for a key.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or there is no realm
   */
  public static Challenges challenges(Settings settings) {
    List<Carrier> carriers = PolicySettings.carriers(settings);
    String realm = settings.text(Setting.REALM).orElseGet(() -> settings.required(Setting.PREFIX));
    return new Challenges(
        realm,
        has(carriers, Kind.BASIC),
        has(carriers, Kind.BEARER),
        carriers.stream()
            .filter(carrier -> carrier.kind() == Kind.RAW || carrier.kind() == Kind.HEADER)
            .map(Carrier::header)
            .distinct()
            .toList());
  }

  private static boolean has(List<Carrier> carriers, Kind kind) {
    return carriers.stream().anyMatch(carrier -> carrier.kind() == kind);
  }

  /**
   * Makes how refusals look.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static ErrorStyle errorStyle(Settings settings) {
    return settings.oneOf(
        Setting.ERROR_STYLE,
        Map.of(
            "problem",
            ErrorStyle.PROBLEM,
            "cohesity",
            ErrorStyle.COHESITY,
            "cortex",
            ErrorStyle.CORTEX,
            "dataos",
            ErrorStyle.DATAOS));
  }

  /**
   * Reads origins as browsers send them: without a path, in lower case.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static Set<String> origins(Settings settings, Setting setting) {
    Set<String> origins = new LinkedHashSet<>();
    for (String origin : settings.list(setting)) {
      if (!origin.matches(ORIGIN)) {
        throw settings.malformed(setting, "'" + origin + "' is no origin", null);
      }
      origins.add(origin.toLowerCase(Locale.ROOT));
    }
    return origins;
  }
}
