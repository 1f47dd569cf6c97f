package io.github.postern;

import io.github.postern.keyring.KeyFormat;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every part that is made of settings. The start and {@link SettingsCheck} judge by this one list,
 * so what stops an application is told by {@code graft} and {@code doctor} before. Nothing is
 * opened and nobody is asked; only the server knows whether a driver, a data source, a persistence
 * provider or Spring is there.
 */
final class SettingsParts {

  private static final List<Part> ALL = List.of(
      settings -> KeyringSettings.keyring(settings, new SecureRandom()),
      PolicySettings::policy,
      WebSettings::filterOptions,
      WebSettings::managementOptions,
      WebSettings::usesContainerAuthentication,
      settings -> WebSettings.isolation(settings, List.of(), new KeyFormat("any")),
      LoginSettings::check,
      BridgeSettings::check,
      DirectorySettings::check,
      StoreSettings::check,
      CacheSettings::of);

  /** Makes one part, to see whether its settings are right. */
  @FunctionalInterface
  interface Part {

    /**
     * Makes it.
     *
     * @throws SettingsException if a setting is wrong or missing
     */
    void check(Settings settings);
  }

  private SettingsParts() {}

  /**
   * Returns the parts.
   *
   * @param application has the files that settings name; null if it is not at hand, so that these
   *     are not looked at
   */
  static List<Part> all(ClassLoader application) {
    return application == null
        ? ALL
        : Stream.concat(
                ALL.stream(),
                Stream.<Part>of(settings -> WebSettings.constraintEnforcer(settings, application)))
            .toList();
  }

  /**
   * Judges the settings of an application that starts.
   *
   * @throws SettingsException about the first that is wrong or missing
   */
  static void check(Settings settings, ClassLoader application) {
    all(application).forEach(part -> part.check(settings));
  }
}
