package io.github.postern.auth;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.spi.KeyEvent;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyEvents;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoreServices;
import io.github.postern.store.StoredKey;
import io.github.postern.text.LogText;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the owner of a key is still the person for whom it was made. A name alone does not say
 * so: it may have been given to somebody else. Where the directory has an id that never changes,
 * the key remembers it; where it has none, keys of an owner who was seen to be gone wait for an
 * administrator from then on.
 */
final class Ownership {

  private static final System.Logger LOG = System.getLogger("io.github.postern.auth");

  private final OwnerCheck owners;
  private final KeyStore store;
  private final KeyCache cache;
  private final KeyEvents events;
  private final Clock clock;

  /**
   * Creates it.
   *
   * @param owners asks the directory
   * @param cache what the store said lately
   * @param stores where keys are kept; told of keys whose owner is gone
   */
  Ownership(OwnerCheck owners, KeyCache cache, StoreServices stores) {
    this.owners = owners;
    this.cache = cache;
    this.store = stores.store();
    this.events = stores.events();
    this.clock = stores.clock();
  }

  /**
   * Returns the status of the owner of a key; that of nobody if another person has the name now;
   * empty if there is no directory.
   *
   * @throws KeysUnavailableException if the directory does not answer
   */
  Optional<OwnerStatus> status(StoredKey key) {
    return owners.status(key.owner()).map(status -> status(key, status));
  }

  private OwnerStatus status(StoredKey key, OwnerStatus status) {
    if (status.id().isPresent() && key.ownerId().isPresent()) {
      return status.id().equals(key.ownerId()) ? status : OwnerStatus.gone();
    }
    if (status.id().isPresent() && status.active()) {
      remember(key, status.id().get());
    } else if (status.presence() == Presence.GONE && key.ownerId().isEmpty()) {
      block(key);
    }
    return status;
  }

  /**
   * The key was made before there was a directory. That this cannot be written now is no reason to
   * refuse it.
   */
  private void remember(StoredKey key, String ownerId) {
    try {
      store.<Boolean>change(
          key.owner(),
          keys -> new Decision<>(
              List.of(),
              keys.stream()
                  .filter(each -> each.id().equals(key.id()) && each.ownerId().isEmpty())
                  .map(each -> each.toBuilder().ownerId(ownerId).build())
                  .toList(),
              true));
    } catch (KeysUnavailableException e) {
      LOG.log(Level.DEBUG, "The owner of a key is noted later", e);
    }
  }

  /**
   * Nothing is deleted, since a directory can be wrong; but the name alone will open nothing again.
   */
  private void block(StoredKey key) {
    try {
      List<StoredKey> blocked = store.<List<StoredKey>>change(key.owner(), keys -> {
        List<StoredKey> updates = keys.stream()
            .filter(each -> each.ownerId().isEmpty())
            .filter(each -> !each.activation().isPending(PendingCondition.APPROVAL))
            .map(Ownership::waiting)
            .toList();
        return new Decision<>(List.of(), updates, updates);
      });
      blocked.forEach(each -> events.publish(new KeyEvent(
          KeyEvent.Type.CHANGED,
          clock.instant(),
          each.id(),
          each.name(),
          each.owner(),
          null,
          null,
          "its owner is gone; it waits for an administrator's" + " approval")));
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "Keys of "
              + LogText.quoted(key.owner().toString())
              + ", who is gone, are blocked when they are used again",
          e);
    }
  }

  private static StoredKey waiting(StoredKey key) {
    Set<PendingCondition> awaits = Stream.concat(
            key.activation().pending().stream(), Stream.of(PendingCondition.APPROVAL))
        .collect(Collectors.toSet());
    return key.toBuilder()
        .activation(new Activation(awaits, Optional.empty(), Optional.empty()))
        .build();
  }
}
