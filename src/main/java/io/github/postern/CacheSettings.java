package io.github.postern;

import java.time.Duration;

/**
 * How long, and how much, is kept in memory.
 *
 * @param life how long a checked key is not read again
 * @param size how many keys are kept
 * @param ownerRecheck within it a disabled owner has no working key
 * @param clusterPoll how often a node looks whether another one revoked something
 */
record CacheSettings(Duration life, int size, Duration ownerRecheck, Duration clusterPoll) {

  /**
   * Reads the settings.
   *
   * @throws SettingsException if one of them breaks its rule
   */
  static CacheSettings of(Settings settings) {
    return new CacheSettings(
        settings.duration(Setting.CACHE_LIFE, Duration.ofMinutes(5)),
        settings.number(Setting.CACHE_SIZE, 100, 1_000_000),
        settings.duration(Setting.OWNER_RECHECK, Duration.ofHours(1)),
        settings.duration(Setting.CLUSTER_POLL, Duration.ofMinutes(1)));
  }
}
