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
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Every part that is made of settings. The start takes its parts from here and reads no setting
 * elsewhere, and {@link SettingsCheck} makes the same, so what stops an application is told by
 * {@code graft} and {@code doctor} before. Nothing is opened and nobody is asked; only the server
 * knows whether a driver, a data source, a persistence provider or Spring is there.
 */
final class SettingsParts {

  private final Consumer<InvalidSettingException> problems;

  final Keyring keyring;
  final Policy policy;
  final AuthSettings auth;
  final ManagementSettings management;
  final ContainerSettings container;
  final LoginSettings login;
  final BridgeSettings bridge;
  final DirectorySettings directory;
  final StoreSettings store;
  final ConstraintSettings constraints;

  /**
   * Makes the parts.
   *
   * @param application has the files that settings name; null if it is not at hand, so that these
   *     are not looked at
   * @param problems is told of each part whose settings are wrong or missing; if it throws nothing,
   *     that part is null
   */
  SettingsParts(
      Settings settings,
      SecureRandom random,
      ClassLoader application,
      Consumer<InvalidSettingException> problems) {
    this.problems = problems;
    keyring = part(() -> KeyringSettings.keyring(settings, random));
    policy = part(() -> PolicySettings.policy(settings));
    auth = AuthSettings.of(
        settings,
        keyring == null ? new KeyFormat("none") : keyring.format(),
        new AuthSettings.ProxyNames(LoginSettings::proxyHeaders, LoginSettings::proxyAttributes),
        problems);
    management = part(() -> ManagementSettings.of(settings));
    container = part(() -> ContainerSettings.of(settings));
    login = part(() -> LoginSettings.of(settings));
    bridge = part(() -> BridgeSettings.of(settings));
    directory = part(() -> DirectorySettings.of(settings));
    store = part(() -> StoreSettings.of(settings));
    constraints =
        application == null ? null : part(() -> ConstraintSettings.of(settings, application));
  }

  /**
   * Makes the parts of an application that starts.
   *
   * @throws InvalidSettingException about the first setting that is wrong or missing
   */
  static SettingsParts of(Settings settings, SecureRandom random, ClassLoader application) {
    return new SettingsParts(settings, random, application, problem -> {
      throw problem;
    });
  }

  private <T> T part(Supplier<T> maker) {
    return Settings.part(maker, problems);
  }
}
