package io.github.postern.auth;

import io.github.postern.auth.Isolation.BesideSession;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.policy.PathPattern;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.spi.OwnerDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The parts that check requests with a key, as the settings configure them. A part whose settings
 * are wrong is missing here, and its methods must not be called.
 */
public final class AuthSettings {

  /** RFC 9110 section 5.1. */
  private static final String FIELD_NAME = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private final Optional<PathSettings> paths;
  private final Optional<FilterOptions> filter;
  private final Optional<Isolation> isolation;
  private final Optional<CacheLimits> limits;

  /**
   * How long, and how much, is kept in memory.
   *
   * @param life how long a checked key is not read again
   * @param size how many keys are kept
   * @param ownerRecheck within it a disabled owner has no working key
   */
  private record CacheLimits(Duration life, int size, Duration ownerRecheck) {

    static CacheLimits of(Settings settings) {
      return new CacheLimits(
          settings.duration(Setting.CACHE_LIFE, Duration.ofMinutes(5)),
          settings.number(Setting.CACHE_SIZE, 100, 1_000_000),
          settings.duration(Setting.OWNER_RECHECK, Duration.ofHours(1)));
    }
  }

  /**
   * A proxy's way to say who is logged in, which an application does not get to see beside a key.
   *
   * @param headers in which it says so
   * @param attributes of requests, in which it does
   */
  public record ProxyNames(
      Function<Settings, List<String>> headers, Function<Settings, List<String>> attributes) {}

  private AuthSettings(
      Optional<PathSettings> paths,
      Optional<FilterOptions> filter,
      Optional<Isolation> isolation,
      Optional<CacheLimits> limits) {
    this.paths = paths;
    this.filter = filter;
    this.isolation = isolation;
    this.limits = limits;
  }

  /**
   * Reads the settings. Needs no Servlet API.
   *
   * @param format how keys look
   * @param proxy how a proxy says who is logged in
   * @param problems is told of each part whose settings are wrong or missing
   */
  public static AuthSettings of(
      Settings settings,
      KeyFormat format,
      ProxyNames proxy,
      Consumer<InvalidSettingException> problems) {
    return new AuthSettings(
        Settings.part(() -> PathSettings.of(settings), problems),
        Settings.part(() -> FilterSettings.options(settings), problems),
        Settings.part(() -> isolation(settings, format, proxy), problems),
        Settings.part(() -> CacheLimits.of(settings), problems));
  }

  private static Isolation isolation(Settings settings, KeyFormat format, ProxyNames proxy) {
    List<String> headers =
        new ArrayList<>(settings.list(Setting.HIDDEN_HEADERS, AuthSettings::header));
    headers.addAll(proxy.headers().apply(settings));
    return new Isolation(
        PolicySettings.carriers(settings),
        format,
        headers,
        proxy.attributes().apply(settings),
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

  FilterOptions filter() {
    return filter.orElseThrow();
  }

  Isolation isolation() {
    return isolation.orElseThrow();
  }

  /** Returns what the filter has to see, for it closes that or what it does there is needed. */
  public List<PathPattern> guarded() {
    return paths.orElseThrow().guarded();
  }

  /** Returns what is closed, so that no kind of dispatch may get there unseen by the filter. */
  public List<PathPattern> closed() {
    return paths.orElseThrow().rules().closed();
  }

  /** Returns whether something is open to a key or a login only. */
  public boolean isClosing() {
    return paths.orElseThrow().rules().areClosing();
  }

  /** Returns the path of the management API: a slash and at least one segment, none at the end. */
  public String managementPath() {
    return paths.orElseThrow().management();
  }

  /** Returns whether there are pages and an API to manage keys. */
  public boolean isManaged() {
    return paths.orElseThrow().managed();
  }

  /** Warns in the log of what only a key opens where no key is accepted. */
  public void logNeverOpen() {
    paths.orElseThrow().logNeverOpen();
  }

  KeyCache keyCache(LongSupplier nanoTime) {
    CacheLimits bounds = limits.orElseThrow();
    return new KeyCache(bounds.life(), bounds.size(), nanoTime);
  }

  OwnerCheck ownerCheck(Optional<OwnerDirectory> directory, LongSupplier nanoTime) {
    return new OwnerCheck(directory, limits.orElseThrow().ownerRecheck(), nanoTime);
  }
}
