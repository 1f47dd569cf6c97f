package io.github.postern.auth;

import io.github.postern.auth.Isolation.BesideSession;
import io.github.postern.auth.Transport.Unencrypted;
import io.github.postern.http.Cors;
import io.github.postern.http.ResponseSettings;
import io.github.postern.http.UnreadBody;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.ProxyNetworks;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.spi.OwnerDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Makes what checks requests with a key out of the settings. */
public final class AuthSettings {

  /** RFC 9110 section 5.1. */
  private static final String FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private AuthSettings() {}

  /**
   * How long, and how much, is kept in memory.
   *
   * @param life how long a checked key is not read again
   * @param size how many keys are kept
   * @param ownerRecheck within it a disabled owner has no working key
   */
  public record Caches(Duration life, int size, Duration ownerRecheck) {

    /** Makes an empty cache of checked keys. */
    public KeyCache keyCache(LongSupplier nanoTime) {
      return new KeyCache(life, size, nanoTime);
    }

    /**
     * Makes what knows whether owners are disabled.
     *
     * @param directory asked for them; null if the application has none
     */
    public OwnerCheck ownerCheck(OwnerDirectory directory, LongSupplier nanoTime) {
      return new OwnerCheck(directory, ownerRecheck, nanoTime);
    }
  }

  /**
   * Reads how long, and how much, is kept in memory.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static Caches caches(Settings settings) {
    return new Caches(
        settings.duration(Setting.CACHE_LIFE, Duration.ofMinutes(5)),
        settings.number(Setting.CACHE_SIZE, 100, 1_000_000),
        settings.duration(Setting.OWNER_RECHECK, Duration.ofHours(1)));
  }

  /**
   * Makes what an application does not get to see beside a key.
   *
   * @param proxyHeaders in which a proxy says who is logged in
   * @param proxyAttributes of requests, in which one does
   * @throws InvalidSettingException if a setting breaks its rule
   */
  public static Isolation isolation(
      Settings settings,
      KeyFormat format,
      List<String> proxyHeaders,
      List<String> proxyAttributes) {
    List<String> headers =
        new ArrayList<>(settings.list(Setting.HIDDEN_HEADERS, AuthSettings::header));
    headers.addAll(proxyHeaders);
    return new Isolation(
        PolicySettings.carriers(settings),
        format,
        headers,
        proxyAttributes,
        settings.oneOf(
            Setting.KEY_BESIDE_SESSION,
            Map.of(
                "detect",
                BesideSession.DETECT,
                "refuse",
                BesideSession.REFUSE,
                "ignore",
                BesideSession.IGNORE)));
  }

  private static String header(String name) {
    if (!name.matches(FIELD_NAME)) {
      throw new IllegalArgumentException("must be the name of a header such as X-Staff-Id");
    }
    return name;
  }

  /**
   * Makes how the filter behaves.
   *
   * @throws InvalidSettingException if a setting breaks its rule, or is missing
   */
  public static FilterOptions filterOptions(Settings settings) {
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
        ResponseSettings.caching(settings, origins),
        new Cors(origins),
        new UnreadBody(System::nanoTime));
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
        ProxyNetworks.of(settings, Setting.TRANSPORT_PROXIES));
  }
}
