package io.github.postern.http;

import io.github.postern.policy.Carrier;
import io.github.postern.policy.Carrier.Kind;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what both flows answer with from the settings. */
public final class ResponseSettings {

  /** A scheme, a host, perhaps a port (RFC 6454 section 6.2). */
  private static final String ORIGIN =
      "(?i)https?://[a-z0-9._-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:.]+](:[0-9]{1,5})?";

  /** Tokens and quoted strings, as Cache-Control has them (RFC 9111 section 5.2). */
  private static final String CACHE_CONTROL = "[\\x20-\\x7e]{1,200}";

  private static final String OFF = "off";

  private ResponseSettings() {}

  /**
   * Makes what caches are told.
   *
   * @param origins other origins whose pages may see answers
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static Caching caching(Settings settings, Set<String> origins) {
    return new Caching(cacheControl(settings), varies(settings, origins));
  }

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
