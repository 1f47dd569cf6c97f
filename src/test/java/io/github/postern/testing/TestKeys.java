package io.github.postern.testing;

import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.KeyringSettings;
import io.github.postern.settings.Settings;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Makes keys and owners that nobody else has. */
public final class TestKeys {

  public static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  public static final Keyring KEYRING = KeyringSettings.keyring(
      Settings.of(
          Map.of("postern.prefix", "test", "postern.pepper", "p1:MDEyMzQ1Njc4OWFiY2RlZg=="),
          Map.of(),
          Map.of()),
      new SecureRandom());

  private static final AtomicInteger OWNERS = new AtomicInteger();

  private TestKeys() {}

  public static Owner newOwner() {
    return new Owner("realm", "owner-" + OWNERS.incrementAndGet());
  }

  public static KeyId newId() {
    return KEYRING.newId();
  }

  public static Secret newSecret(KeyId id) {
    return KEYRING.newSecret(id);
  }

  /** Returns the builder of a usual key. */
  public static StoredKeyBuilder key(Owner owner) {
    KeyId id = newId();
    return StoredKey.builder()
        .id(id)
        .digest(KEYRING.digest(newSecret(id)))
        .owner(owner)
        .createdBy(owner.name())
        .loginSource(LoginSource.LOCAL)
        .name("nightly job")
        .createdAt(NOW);
  }

  /** Puts a key into a store. */
  public static StoredKey insert(KeyStore store, StoredKeyBuilder key) {
    StoredKey built = key.build();
    return store.<StoredKey>change(
        built.owner(), keys -> new Decision<>(List.of(built), List.of(), built));
  }

  /** Changes the one key of an owner that has this id. */
  public static StoredKey update(
      KeyStore store, StoredKey key, UnaryOperator<StoredKeyBuilder> edit) {
    return store.<StoredKey>change(key.owner(), keys -> {
      StoredKey present =
          keys.stream().filter(k -> k.id().equals(key.id())).findFirst().orElseThrow();
      StoredKey changed = edit.apply(present.toBuilder()).build();
      return new Decision<>(List.of(), List.of(changed), changed);
    });
  }

  public static StoredKey revoke(KeyStore store, StoredKey key) {
    return update(store, key, builder -> revoked(builder.build()).toBuilder());
  }

  /** Returns the copy that a revocation writes. */
  public static StoredKey revoked(StoredKey key) {
    return key.toBuilder().revokedAt(NOW).slot(StoredKey.NO_SLOT).build();
  }
}
