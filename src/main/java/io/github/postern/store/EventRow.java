package io.github.postern.store;

import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyId;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A row of {@code POSTERN_EVENT}: something that happened to a key. Written once and never changed. */
@Entity
@Table(name = EventRow.TABLE, indexes = @Index(name = "POSTERN_EVENT_KEY_IX", columnList = "KEY_ID, HAPPENED_AT"))
@Cacheable(false)
class EventRow {

    static final String TABLE = "POSTERN_EVENT";
    private static final int NAME_LENGTH = 511;
    private static final int DETAIL_LENGTH = 1000;

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
    private String actor;
    @Column(name = "ADDRESS")
    private String address;
    @Column(name = "DETAIL")
    private String detail;

    /** For the persistence provider. */
    protected EventRow() {
    }

    EventRow(KeyEvent event, String application) {
        this.application = application;
        count = 1;
        id = UUID.randomUUID().toString();
        keyId = event.key().value();
        type = event.type().name();
        at = event.at().toEpochMilli();
        actor = cut(event.actor(), NAME_LENGTH);
        address = event.address() == null ? null : Slots.address(event.address());
        detail = cut(event.detail(), DETAIL_LENGTH);
    }

    KeyEvent toEvent() {
        return new KeyEvent(KeyEvent.Type.valueOf(type), Instant.ofEpochMilli(at), new KeyId(keyId), null, null, actor,
                address, detail);
    }

    private static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }
}
