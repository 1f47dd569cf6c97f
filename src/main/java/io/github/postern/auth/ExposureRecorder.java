package io.github.postern.auth;

import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoreServices;
import io.github.postern.store.StoredKey;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes note of keys that were seen where others may have read them, so that their owners know.
 * Only keys whose secret was proven: else anybody could mark the keys of others. Safe for use by
 * many threads.
 */
final class ExposureRecorder {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration URL_INTERVAL = Duration.ofMinutes(1);

  /** A key that came unencrypted, until that is written down. */
  private record Seen(StoredKey key, Instant at, String address) {}

  private final Transport transport;
  private final KeyStore store;
  private final KeyCache cache;
  private final KeyEvents events;
  private final Clock clock;
  private final Map<KeyId, Seen> pending = new ConcurrentHashMap<>();
  private volatile Instant nextWarning = Instant.MIN;

  /**
   * Creates it.
   *
   * @param transport what becomes of such keys
   * @param cache forgets a key that is marked
   * @param stores where that is written down; told of it
   */
  ExposureRecorder(Transport transport, KeyCache cache, StoreServices stores) {
    this.transport = transport;
    this.cache = cache;
    this.store = stores.store();
    this.events = stores.events();
    this.clock = stores.clock();
  }

  /**
   * Takes note of a key that came unencrypted; a working one is not kept waiting for the database.
   */
  void recordInClear(StoredKey key, String address) {
    if (transport.unencrypted() == Transport.Unencrypted.SUSPEND) {
      suspend(key, address, "it came over an unencrypted connection");
    }
    if (isOlder(key.sinceRotation(key.usage().seenInClearAt()), INTERVAL)) {
      pending.putIfAbsent(key.id(), new Seen(key, clock.instant(), address));
    }
  }

  /** Takes note of a key that was found in a URL. */
  void recordInUrl(StoredKey key, String address) {
    if (isOlder(key.sinceRotation(key.usage().seenInUrlAt()), URL_INTERVAL)) {
      store.recordSeenInUrl(key.id(), clock.instant());
      cache.changed(key.id());
    }
    if (transport.suspendsInUrl()) {
      suspend(key, address, "it was found in a URL");
    }
    publish(KeyEvent.Type.SEEN_IN_URL, key, address, "a key was sent in a URL; replace it");
  }

  /** Writes down what waits for it; what cannot be written stays for the next time. */
  void flush() {
    for (Seen seen : List.copyOf(pending.values())) {
      try {
        store.recordSeenInClear(seen.key().id(), seen.at());
      } catch (KeysUnavailableException e) {
        LOG.log(Level.DEBUG, "Could not record that a key came unencrypted; it is retried", e);
        return;
      }
      cache.changed(seen.key().id());
      pending.remove(seen.key().id());
      publish(
          KeyEvent.Type.SEEN_IN_CLEAR,
          seen.key(),
          seen.address(),
          "a key came over an unencrypted connection; rotate it");
      warn(seen);
    }
  }

  private void warn(Seen seen) {
    Instant now = clock.instant();
    if (!now.isBefore(nextWarning)) {
      nextWarning = now.plus(INTERVAL);
      LOG.log(
          Level.WARNING,
          "Key {0} came from {1} over an unencrypted connection, where others can read"
              + " it. Send keys by https only, and rotate this one. If a proxy ends TLS,"
              + " name it in postern.transport-proxies. postern.insecure-transport"
              + " decides what happens to such keys. This message appears once an hour",
          seen.key().id(),
          LogText.field(seen.address()));
    }
  }

  private void suspend(StoredKey key, String address, String why) {
    if (key.activation().isPending(PendingCondition.ROTATION)
        || key.revokedAt().isPresent()
        || key.expired(clock.instant())) {
      return; // no transaction for each request of somebody who goes on
    }
    List<StoredKey> suspended = store.<List<StoredKey>>change(key.owner(), keys -> {
      List<StoredKey> updates = keys.stream()
          .filter(each ->
              each.id().equals(key.id()) && !each.activation().isPending(PendingCondition.ROTATION))
          .map(each -> each.toBuilder()
              .activation(each.activation().withPending(PendingCondition.ROTATION))
              .build())
          .toList();
      return new Decision<>(List.of(), updates, updates);
    });
    suspended.forEach(each -> publish(
        KeyEvent.Type.CHANGED, each, address, why + "; it waits until its owner rotates it"));
  }

  private boolean isOlder(Optional<Instant> noted, Duration interval) {
    return noted.filter(at -> at.plus(interval).isAfter(clock.instant())).isEmpty();
  }

  private void publish(KeyEvent.Type type, StoredKey key, String address, String detail) {
    events.publish(new KeyEvent(
        type,
        clock.instant(),
        key.id(),
        key.name(),
        key.owner(),
        key.owner().name(),
        address,
        detail));
  }
}
