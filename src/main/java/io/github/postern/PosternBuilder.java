package io.github.postern;

import io.github.postern.auth.KeyAuthentication;
import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.bridge.BridgeSettings;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.directory.DirectorySettings;
import io.github.postern.issue.KeyServices;
import io.github.postern.login.LoginSettings;
import io.github.postern.manage.ManagementApi;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Settings;
import io.github.postern.spi.IssuanceRule;
import io.github.postern.spi.KeyEventListener;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.SessionBridge;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoreServices;
import jakarta.servlet.Filter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link Postern} that an application gives in code. The other parts come
 * from the settings, or are found by {@code ServiceLoader}. The built object keeps copies, so the
 * builder may be used again. Not safe for use by many threads.
 */
public final class PosternBuilder {

  private final Map<String, String> settings = new TreeMap<>();
  private final List<IssuanceRule> issuanceRules = new ArrayList<>();
  private final List<KeyEventListener> listeners = new ArrayList<>();
  private @Nullable LoginResolver loginResolver;
  private @Nullable OwnerDirectory ownerDirectory;
  private @Nullable SessionBridge sessionBridge;
  private @Nullable DataSource dataSource;
  private Clock clock = Clock.systemUTC();
  private LongSupplier nanoTime = System::nanoTime;
  private SecureRandom random = new SecureRandom();
  private Duration flushInterval = BackgroundTasks.FLUSH_INTERVAL;

  PosternBuilder() {}

  /** Sets a setting, such as {@code postern.prefix}. */
  public PosternBuilder setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Sets the login resolver. */
  public PosternBuilder loginResolver(LoginResolver resolver) {
    loginResolver = Objects.requireNonNull(resolver, "resolver");
    return this;
  }

  /** Sets who knows the owners of keys. */
  public PosternBuilder ownerDirectory(OwnerDirectory directory) {
    ownerDirectory = Objects.requireNonNull(directory, "directory");
    return this;
  }

  /** Sets what fills the throw-away session of a request with a key. */
  public PosternBuilder sessionBridge(SessionBridge bridge) {
    sessionBridge = Objects.requireNonNull(bridge, "bridge");
    return this;
  }

  /** Adds a rule about who may be issued what. */
  public PosternBuilder issuanceRule(IssuanceRule rule) {
    issuanceRules.add(Objects.requireNonNull(rule, "rule"));
    return this;
  }

  /** Adds a listener for key events. */
  public PosternBuilder keyEventListener(KeyEventListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** Sets where the keys are kept, in place of the settings of the store. It is not closed. */
  public PosternBuilder dataSource(DataSource source) {
    dataSource = Objects.requireNonNull(source, "source");
    return this;
  }

  /** Sets the time. Caches follow it too. */
  public PosternBuilder clock(Clock time) {
    clock = Objects.requireNonNull(time, "time");
    nanoTime = () -> Duration.ofMillis(time.millis()).toNanos();
    return this;
  }

  /** Sets where secrets come from. */
  public PosternBuilder random(SecureRandom source) {
    random = Objects.requireNonNull(source, "source");
    return this;
  }

  /**
   * Sets how often uses and refusals are written down: tests need not wait for it as long as a
   * database may.
   */
  PosternBuilder flushInterval(Duration interval) {
    flushInterval = Objects.requireNonNull(interval, "interval");
    return this;
  }

  /**
   * Makes the Postern. Opens the store: a database that is unreachable is tried again later, and
   * until then requests with a key are answered 503.
   *
   * @param contextPath the context path of the application; names its embedded database
   * @throws SettingsException if a setting is wrong
   */
  public Postern build(String contextPath) {
    return SettingsException.translate(() -> build(
        Settings.of(settings, Map.of(), Map.of()),
        contextPath,
        PosternBuilder.class.getClassLoader()));
  }

  /**
   * Makes the Postern.
   *
   * @throws InvalidSettingException if a setting is wrong
   */
  Postern build(Settings from, String contextPath, ClassLoader services) {
    OldServiceFiles.refuse(services);
    SettingsParts parts = SettingsParts.of(from, random, services);
    Optional<OwnerDirectory> directory = part(ownerDirectory, OwnerDirectory.class, services)
        .or(() -> parts.directory().open(clock));
    try {
      return build(parts, contextPath, services, directory);
    } catch (RuntimeException e) {
      directory.ifPresent(DirectorySettings::close);
      throw e;
    }
  }

  private Postern build(
      SettingsParts parts,
      String contextPath,
      ClassLoader services,
      Optional<OwnerDirectory> directory) {
    Application application = application(parts, services);
    KeyAuthentication authentication =
        new KeyAuthentication(parts.auth(), parts.policy(), parts.keyring(), directory, nanoTime);
    KeyStore store = parts.store().open(contextPath, dataSource, parts.keyring(), authentication);
    try {
      StoreServices stores =
          new StoreServices(store, all(listeners, KeyEventListener.class, services), clock);
      List<IssuanceRule> rules = all(issuanceRules, IssuanceRule.class, services);
      KeyServices keys = new KeyServices(stores, parts.policy(), rules, parts.keyring(), directory);
      ManagementApi api = new ManagementApi(parts.management(), keys, application.logins(), random);
      KeyAuthenticator authenticator = authentication.authenticator(
          stores, application.logins(), keys::recordLogin, api::revokeByHolder);
      Postern.WebParts web = new Postern.WebParts(
          filter(authentication, authenticator, application),
          api.servlet(parts.auth().isManaged()),
          ServletRegistrar.of(parts, application.enforcer(), authenticator));
      BackgroundTasks background = new BackgroundTasks(
          "postern" + contextPath,
          new BackgroundTasks.Repeated(
              stores.poller(authentication), parts.store().pollInterval()),
          new BackgroundTasks.Repeated(
              allOf(stores::flushUses, authenticator::flush, stores::flushEvents), flushInterval),
          stores::flushCounts);
      List<Runnable> endings = List.of(
          background::close, () -> directory.ifPresent(DirectorySettings::close), store::close);
      return new Postern(web, store, keys.keys(), authentication, endings);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static Filter filter(
      KeyAuthentication authentication, KeyAuthenticator authenticator, Application application) {
    return authentication.filter(
        authenticator,
        application.enforcer(),
        application.bridges().session(),
        application.bridges().framework());
  }

  /** The facts known of the application: its logins, its constraints, its frameworks. */
  private record Application(
      LoginResolver logins, ConstraintEnforcer enforcer, BridgeSettings.Bridges bridges) {}

  /** Made before anything is opened, for it may refuse the start. */
  private Application application(SettingsParts parts, ClassLoader services) {
    parts.container().requirePossible();
    parts.keyring().logProtection();
    LoginResolver logins =
        part(loginResolver, LoginResolver.class, services).orElseGet(parts.login()::loginResolver);
    return new Application(
        LoginSettings.withSessionStart(logins),
        parts.constraints().enforcer(),
        parts
            .bridge()
            .bridges(
                part(sessionBridge, SessionBridge.class, services).or(parts.bridge()::session),
                services));
  }

  private static Runnable allOf(Runnable... parts) {
    return () -> List.of(parts).forEach(Runnable::run);
  }

  /** Returns the parts that were given, and then those that are found. */
  private static <T> List<T> all(List<T> given, Class<T> type, ClassLoader services) {
    List<T> all = new ArrayList<>(given);
    ServiceLoader.load(type, services).forEach(all::add);
    return all;
  }

  /** Returns the part that code gave, or else the one that is found. */
  private static <T> Optional<T> part(@Nullable T given, Class<T> type, ClassLoader services) {
    if (given != null) {
      return Optional.of(given);
    }
    List<T> found = ServiceLoader.load(type, services).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
    if (found.size() > 1) {
      throw new SettingsException("There are "
          + found.size()
          + " implementations of "
          + type.getName()
          + " in META-INF/services: "
          + found.stream().map(part -> part.getClass().getName()).toList()
          + ". Keep one.");
    }
    return found.stream().findFirst();
  }
}
