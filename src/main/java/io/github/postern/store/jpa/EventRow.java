package io.github.postern.store.jpa;

import io.github.postern.key.KeyId;
import io.github.postern.keyring.Digest;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyEvents;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code POSTERN_EVENT}: something that happened to a key. Written once; only the count of
 * what repeats grows.
 */
@Entity
@Table(
    name = EventRow.TABLE,
    indexes = @Index(name = "POSTERN_EVENT_KEY_IX", columnList = "KEY_ID, HAPPENED_AT"))
@Cacheable(false)
class EventRow {

  static final String TABLE = "POSTERN_EVENT";
  private static final int NAME_LENGTH = 511;
  private static final int DETAIL_LENGTH = 1000;
  private static final int HOURLY_ID_LENGTH = 32;

  @Id
  @Column(name = "EVENT_ID")
  private String id;

  @Column(name = "APPLICATION")
  private String application;

  /** How often it happened in its hour, where it is written once an hour only. */
  @Column(name = "EVENT_COUNT")
  private long count;

  @Column(name = "KEY_ID")
  private String keyId;

  @Column(name = "EVENT_TYPE")
  private String type;

  @Column(name = "HAPPENED_AT")
  private long at;

  @Column(name = "ACTOR")
  private @Nullable String actor;

  @Column(name = "ADDRESS")
  private @Nullable String address;

  @Column(name = "DETAIL")
  private @Nullable String detail;

  /** For the persistence provider. */
  protected EventRow() {}

  EventRow(KeyEvent event, String application) {
    this(UUID.randomUUID().toString(), event, application);
  }

  EventRow(String id, KeyEvent event, String application) {
    this.id = id;
    this.application = application;
    count = event.count();
    keyId = keyOf(event).value();
    type = event.type().name();
    at = event.at().toEpochMilli();
    actor = cut(event.actor(), NAME_LENGTH);
    address = event.address() == null ? null : Slots.address(event.address());
    detail = cut(event.detail(), DETAIL_LENGTH);
  }

  KeyEvent toEvent() {
    return new KeyEvent(
        KeyEvent.Type.valueOf(type),
        Instant.ofEpochMilli(at),
        new KeyId(keyId),
        null,
        null,
        actor,
        address,
        detail,
        count);
  }

  EventQuery.Position position() {
    return new EventQuery.Position(Instant.ofEpochMilli(at), id);
  }

  /** Returns the id of the one row that all nodes have for what repeats within an hour. */
  static String hourly(KeyEvent event, String application) {
    return Slots.hash(String.join(
            "\0",
            application,
            keyOf(event).value(),
            event.type().name(),
            String.valueOf(event.actor()),
            String.valueOf(event.detail()),
            String.valueOf(KeyEvents.hourOf(event.at()))))
        .substring(0, HOURLY_ID_LENGTH);
  }

  /** Returns the id of the event that the row of a key with this digest is removed. */
  static String ofRemoved(Digest digest) {
    return Slots.hash("removed\0" + digest.algorithm() + '\0' + digest.hex())
        .substring(0, HOURLY_ID_LENGTH);
  }

  /** Events that name no key are kept nowhere. */
  private static KeyId keyOf(KeyEvent event) {
    return Objects.requireNonNull(event.key(), "key");
  }

  private static @Nullable String cut(@Nullable String text, int length) {
    return text == null || text.length() <= length ? text : text.substring(0, length);
  }
}
