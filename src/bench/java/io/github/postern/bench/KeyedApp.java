package io.github.postern.bench;

import io.github.postern.Postern;
import io.github.postern.PosternBuilder;
import io.github.postern.key.KeyId;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Secret;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import io.github.postern.keyring.KeyringSettings;
import io.github.postern.settings.Settings;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.StoreSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Postern with its defaults on a Derby in memory, as an application would have it, and one key that
 * works.
 */
final class KeyedApp implements AutoCloseable {

  private static final String PREFIX = "bench";
  private static final byte[] PEPPER =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final Owner OWNER = Owner.of("alice");
  private static final Set<String> ROLES = Set.of("user");

  private final KeyFormat format;
  private final Keyring keyring;
  private final Postern postern;
  private final KeyStore store;
  private final String key;

  KeyedApp(boolean withPepper) {
    String jdbcUrl = "jdbc:derby:memory:" + UUID.randomUUID() + ";create=true";
    Map<String, String> settings = new TreeMap<>(
        Map.of("postern.prefix", PREFIX, "postern.jdbc-url", jdbcUrl, "postern.schema", "create"));
    if (withPepper) {
      settings.put("postern.pepper", "p1:" + Base64.getEncoder().encodeToString(PEPPER));
    }
    PosternBuilder builder = Postern.builder();
    settings.forEach(builder::setting);
    postern = builder.build("/bench");
    Settings read = Settings.of(settings, Map.of(), Map.of());
    keyring = KeyringSettings.keyring(read, new SecureRandom());
    format = keyring.format();
    store = StoreSettings.of(read).open("/bench", null, keyring, new Deaf());
    key = issue();
  }

  private String issue() {
    KeyId id = keyring.newId();
    Secret secret = keyring.newSecret(id);
    Instant now = Instant.now();
    StoredKey stored = StoredKey.builder()
        .id(id)
        .digest(keyring.digest(secret))
        .owner(OWNER)
        .createdBy(OWNER.name())
        .loginSource(LoginSource.LOCAL)
        .name("benchmark")
        .roles(ROLES)
        .createdAt(now)
        .expiresAt(now.plus(Duration.ofDays(90)))
        .slot(0)
        .build();
    return store.change(OWNER, keys -> new Decision<>(List.of(stored), List.of(), secret.reveal()));
  }

  Postern postern() {
    return postern;
  }

  /** Returns the key that works. */
  String key() {
    return key;
  }

  /** Returns a key of the right form that was never issued. */
  String unknownKey() {
    return keyring.newSecret(keyring.newId()).reveal();
  }

  /** Returns the key with its last character changed: the checksum is wrong. */
  String mistypedKey() {
    return key.substring(0, key.length() - 1) + (key.endsWith("0") ? '1' : '0');
  }

  /** Checks a key as one would without a cache: one query, and the digests compared. */
  boolean checkByQuery(String text) {
    Secret secret = new Secret(text);
    return store
        .find(format.idOf(text))
        .filter(stored -> keyring.matches(secret, keyring.digest(secret), stored.digest()))
        .isPresent();
  }

  @Override
  public void close() {
    postern.close();
    store.close();
  }

  /** The cache is that of Postern, which learns of changes by the counter in the database. */
  private static final class Deaf implements KeyChangeListener {

    @Override
    public void changed(KeyId id) {}

    @Override
    public void anythingMayHaveChanged() {}
  }
}
