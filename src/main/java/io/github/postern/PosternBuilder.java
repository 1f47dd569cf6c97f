package io.github.postern;

import io.github.postern.auth.ApiKeyFilter;
import io.github.postern.auth.AuthenticationRules;
import io.github.postern.auth.ExposureRecorder;
import io.github.postern.auth.FilterOptions;
import io.github.postern.auth.IncidentRecorder;
import io.github.postern.auth.Isolation;
import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.auth.KeyCache;
import io.github.postern.auth.KeyLookup;
import io.github.postern.auth.KeyVerifier;
import io.github.postern.auth.LoginObserver;
import io.github.postern.auth.OwnerCheck;
import io.github.postern.auth.Ownership;
import io.github.postern.auth.RequestIdentity;
import io.github.postern.auth.UseRecorders;
import io.github.postern.bridge.BridgeSettings;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.directory.DirectorySettings;
import io.github.postern.issue.IssuancePolicy;
import io.github.postern.issue.KeyAdministration;
import io.github.postern.issue.KeyMaterial;
import io.github.postern.issue.KeyService;
import io.github.postern.issue.LoginRecorder;
import io.github.postern.issue.OwnerLookup;
import io.github.postern.keyring.KeyGenerator;
import io.github.postern.keyring.Keyring;
import io.github.postern.login.SessionStartFallback;
import io.github.postern.manage.KeyManagementServlet;
import io.github.postern.manage.KeyServices;
import io.github.postern.manage.ManagementOptions;
import io.github.postern.manage.ManagementRules;
import io.github.postern.manage.SelfResource;
import io.github.postern.policy.Policy;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Settings;
import io.github.postern.spi.IssuanceRule;
import io.github.postern.spi.KeyEventListener;
import io.github.postern.spi.LoginResolver;
import io.github.postern.spi.OwnerDirectory;
import io.github.postern.spi.SessionBridge;
import io.github.postern.store.ChangePoller;
import io.github.postern.store.DailyUsageCounter;
import io.github.postern.store.EventRecorder;
import io.github.postern.store.HourlyEventCounter;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.RefusedUseCounter;
import io.github.postern.store.UseRecorder;
import io.github.postern.store.jpa.JpaKeyStore;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Collects the parts of a {@link Postern} that an application gives in code. The other parts come
 * from the settings, or are found by {@code ServiceLoader}. What it builds keeps copies, so the
 * builder may be used on. Not safe for use by many threads.
 */
@NullMarked
public final class PosternBuilder {

  private static final System.Logger LOG = System.getLogger("io.github.postern");
  private static final Duration USE_INTERVAL = Duration.ofMinutes(10);

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

  /** Adds a listener that is told what happens. */
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
    OwnerDirectory directory =
        or(ownerDirectory, OwnerDirectory.class, services, () -> parts.directory.open(clock));
    try {
      return build(parts, contextPath, services, directory);
    } catch (RuntimeException e) {
      DirectorySettings.close(directory);
      throw e;
    }
  }

  private Postern build(
      SettingsParts parts, String contextPath, ClassLoader services, OwnerDirectory directory) {
    Rules rules = rules(parts, services);
    KeyCache cache = parts.caches.keyCache(nanoTime);
    OwnerCheck owners = parts.caches.ownerCheck(directory, nanoTime);
    KeyChangeListener caches = cache.and(owners);
    JpaKeyStore store = parts.store.open(contextPath, dataSource, rules.keyring, caches);
    try {
      UseRecorder uses = new UseRecorder(store, clock, USE_INTERVAL);
      RefusedUseCounter refusals = new RefusedUseCounter(store);
      DailyUsageCounter days = new DailyUsageCounter(store, clock);
      HourlyEventCounter hourly = new HourlyEventCounter(clock);
      EventRecorder trail = new EventRecorder(store, hourly);
      KeyEvents events = events(store, services, hourly);
      KeyVerifier verifier = new KeyVerifier(
          new KeyLookup(rules.keyring, cache, store, rules.policy.lifecycle().chosenKeys()),
          new Ownership(owners, store, cache, events, clock),
          rules.policy,
          new UseRecorders(uses, refusals, days),
          clock);
      ExposureRecorder exposures =
          new ExposureRecorder(rules.filter.transport(), store, cache, events, clock);
      BackgroundTasks background = new BackgroundTasks(
          "postern" + contextPath,
          new BackgroundTasks.Repeated(new ChangePoller(store, caches), parts.store.pollInterval()),
          new BackgroundTasks.Repeated(
              allOf(uses::flush, refusals::flush, exposures::flush, trail::flush), flushInterval),
          allOf(days::flush, trail::reportDropped));
      List<Runnable> endings =
          List.of(background::close, () -> DirectorySettings.close(directory), store::close);
      OwnerLookup ownerLookup = new OwnerLookup(store, directory);
      LoginRecorder loginRecorder =
          new LoginRecorder(store, ownerLookup, rules.policy, events, clock);
      LoginObserver observer = new RecordingLoginObserver(rules.logins, loginRecorder);
      KeyService keyService = keyService(store, rules, events, services);
      KeyAdministration administration = new KeyAdministration(store, events, clock);
      KeyServices keyServices =
          new KeyServices(keyService, administration, ownerLookup, loginRecorder);
      ManagementRules management = new ManagementRules(rules.policy, rules.management, clock);
      SelfResource self = new SelfResource(keyServices, rules.keyring.format(), management, random);
      KeyAuthenticator authenticator = new KeyAuthenticator(
          new AuthenticationRules(rules.keyring.format(), rules.policy, rules.filter),
          verifier,
          observer,
          self::revokeByHolder,
          new IncidentRecorder(exposures, events, clock));
      return new Postern(
          new Postern.WebParts(
              filter(rules, authenticator, observer),
              new KeyManagementServlet(keyServices, rules.logins, self, management, random),
              ServletRegistrar.of(parts, rules.enforcer, authenticator)),
          store,
          keyService,
          owners,
          endings);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private ApiKeyFilter filter(Rules rules, KeyAuthenticator authenticator, LoginObserver observer) {
    return new ApiKeyFilter(
        authenticator,
        new RequestIdentity(
            rules.isolation, rules.bridges.session(), rules.bridges.framework(), clock),
        rules.enforcer,
        observer,
        rules.filter);
  }

  /**
   * The parts that are made of settings alone; all settings are checked before anything is opened.
   */
  private record Rules(
      Keyring keyring,
      Policy policy,
      FilterOptions filter,
      ConstraintEnforcer enforcer,
      ManagementOptions management,
      LoginResolver logins,
      Isolation isolation,
      BridgeSettings.Bridges bridges) {}

  private Rules rules(SettingsParts parts, ClassLoader services) {
    parts.container.requirePossible();
    logProtection(parts.keyring);
    LoginResolver logins =
        or(loginResolver, LoginResolver.class, services, parts.login::loginResolver);
    return new Rules(
        parts.keyring,
        parts.policy,
        parts.filter,
        parts.constraints.enforcer(),
        parts.management,
        new SessionStartFallback(logins),
        parts.isolation,
        parts.bridge.bridges(
            or(sessionBridge, SessionBridge.class, services, parts.bridge::session), services));
  }

  private static void logProtection(Keyring keyring) {
    if (!keyring.peppers().keyed()) {
      LOG.log(
          Level.WARNING,
          "No pepper is set, so keys are stored as plain SHA-256. Set postern.pepper to"
              + " name:base64 with 32 random bytes, for example from: openssl rand"
              + " -base64 32");
    }
    if (keyring.peppers().acceptsPlain()) {
      LOG.log(
          Level.WARNING,
          "Digests without a pepper are still accepted (the word plain in"
              + " postern.pepper), and everybody who can write to the database can create"
              + " one. Remove the word when the older keys were used or rotated; the"
              + " statistics of the administrators' API say how many are left"
              + " (protection)");
    }
  }

  private KeyService keyService(
      JpaKeyStore store, Rules rules, KeyEvents events, ClassLoader services) {
    List<IssuanceRule> all = new ArrayList<>(issuanceRules);
    ServiceLoader.load(IssuanceRule.class, services).forEach(all::add);
    return new KeyService(
        store,
        new IssuancePolicy(rules.policy, all),
        new KeyMaterial(rules.keyring, new KeyGenerator(rules.keyring.format(), random)),
        events,
        clock);
  }

  private static Runnable allOf(Runnable... parts) {
    return () -> List.of(parts).forEach(Runnable::run);
  }

  private KeyEvents events(JpaKeyStore store, ClassLoader services, HourlyEventCounter hourly) {
    List<KeyEventListener> all = new ArrayList<>(listeners);
    ServiceLoader.load(KeyEventListener.class, services).forEach(all::add);
    all.add(new AuditTrail(store));
    return new KeyEvents(all, hourly);
  }

  private static <T> T or(
      @Nullable T given, Class<T> type, ClassLoader services, Supplier<T> otherwise) {
    if (given != null) {
      return given;
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
    return found.isEmpty() ? otherwise.get() : found.get(0);
  }
}
