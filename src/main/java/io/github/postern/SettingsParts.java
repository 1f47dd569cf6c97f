package io.github.postern;

import io.github.postern.auth.AuthSettings;
import io.github.postern.bridge.BridgeSettings;
import io.github.postern.constraint.ConstraintSettings;
import io.github.postern.container.ContainerSettings;
import io.github.postern.directory.DirectorySettings;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.KeyringSettings;
import io.github.postern.login.LoginSettings;
import io.github.postern.manage.ManagementSettings;
import io.github.postern.policy.Policy;
import io.github.postern.policy.PolicySettings;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Settings;
import io.github.postern.store.jpa.StoreSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Every part that is made of settings. The start takes its parts from here and reads no setting
 * elsewhere, and {@link SettingsCheck} makes the same, so what stops an application is told by
 * {@code graft} and {@code doctor} before. Nothing is opened and nobody is asked; only the server
 * knows whether a driver, a data source, a persistence provider or Spring is there.
 */
final class SettingsParts {

  private final Consumer<InvalidSettingException> problems;

  private final Optional<Keyring> keyring;
  private final Optional<Policy> policy;
  private final AuthSettings auth;
  private final Optional<ManagementSettings> management;
  private final Optional<ContainerSettings> container;
  private final Optional<LoginSettings> login;
  private final Optional<BridgeSettings> bridge;
  private final Optional<DirectorySettings> directory;
  private final Optional<StoreSettings> store;
  private final Optional<ConstraintSettings> constraints;

  /**
   * Makes the parts.
   *
   * @param application has the files that settings name; null if it is not at hand, so that these
   *     are not looked at
   * @param problems is told of each part whose settings are wrong or missing; that part is not
   *     there and must not be asked for
   */
  SettingsParts(
      Settings settings,
      SecureRandom random,
      @Nullable ClassLoader application,
      Consumer<InvalidSettingException> problems) {
    this.problems = problems;
    keyring = part(() -> KeyringSettings.keyring(settings, random));
    policy = part(() -> PolicySettings.policy(settings));
    auth = AuthSettings.of(
        settings,
        keyring.map(Keyring::format).orElseGet(() -> new KeyFormat("none")),
        new AuthSettings.ProxyNames(LoginSettings::proxyHeaders, LoginSettings::proxyAttributes),
        problems);
    management = part(() -> ManagementSettings.of(settings));
    container = part(() -> ContainerSettings.of(settings));
    login = part(() -> LoginSettings.of(settings));
    bridge = part(() -> BridgeSettings.of(settings));
    directory = part(() -> DirectorySettings.of(settings));
    store = part(() -> StoreSettings.of(settings));
    constraints = Optional.ofNullable(application)
        .flatMap(classes -> part(() -> ConstraintSettings.of(settings, classes)));
  }

  /**
   * Makes the parts of an application that starts.
   *
   * @throws InvalidSettingException about every setting that is wrong or missing
   */
  static SettingsParts of(Settings settings, SecureRandom random, ClassLoader application) {
    List<InvalidSettingException> found = new ArrayList<>();
    SettingsParts parts = new SettingsParts(settings, random, application, found::add);
    if (!found.isEmpty()) {
      throw InvalidSettingException.of(found);
    }
    return parts;
  }

  private <T> Optional<T> part(Supplier<T> maker) {
    return Settings.part(maker, problems);
  }

  /** Returns how keys look, how they are digested and encrypted. */
  Keyring keyring() {
    return keyring.orElseThrow();
  }

  /** Returns the rules for keys. */
  Policy policy() {
    return policy.orElseThrow();
  }

  /** Returns what checks requests with a key. */
  AuthSettings auth() {
    return auth;
  }

  /** Returns how the management API behaves. */
  ManagementSettings management() {
    return management.orElseThrow();
  }

  /** Returns what is told to the container. */
  ContainerSettings container() {
    return container.orElseThrow();
  }

  /** Returns where logins are found. */
  LoginSettings login() {
    return login.orElseThrow();
  }

  /** Returns what frameworks and sessions are told. */
  BridgeSettings bridge() {
    return bridge.orElseThrow();
  }

  /** Returns where owners are looked up. */
  DirectorySettings directory() {
    return directory.orElseThrow();
  }

  /** Returns where keys are kept. */
  StoreSettings store() {
    return store.orElseThrow();
  }

  /** Returns what was moved out of web.xml. */
  ConstraintSettings constraints() {
    return constraints.orElseThrow();
  }
}
