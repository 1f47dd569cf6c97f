package io.github.postern.store.jpa;

import io.github.postern.keyring.Digest;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.EventQuery;
import io.github.postern.store.Page;
import io.github.postern.store.StoredKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The statements about events, each for the transaction of its caller, and each about the rows of
 * one application.
 */
record EventStatements(String application) {

  void record(EntityManager manager, KeyEvent event) {
    manager.persist(new EventRow(event, application));
  }

  /**
   * Writes down that the row of a key is removed, whose it was, and that its value was a key: the
   * row's id says the latter, so that nobody can choose that value again. A row that somebody put
   * back, and that goes again, is remembered already.
   */
  void remember(EntityManager manager, StoredKey removed) {
    if (isRemembered(manager, List.of(removed.digest()))) {
      return;
    }
    Instant died = removed.endedAt().orElse(removed.createdAt());
    KeyEvent event = new KeyEvent(
        KeyEvent.Type.REVOKED,
        died,
        removed.id(),
        removed.name(),
        removed.owner(),
        null,
        null,
        "one of too many that work no more; it was '"
            + removed.name()
            + "' of "
            + removed.owner().name()
            + removed.organisation().map(name -> " in " + name).orElse(""));
    manager.persist(new EventRow(EventRow.ofRemoved(removed.digest()), event, application));
    manager.flush();
  }

  /**
   * Returns whether one of these digests was that of a key whose row is removed, of whichever
   * application, as {@link KeyStatements#isTaken}.
   */
  static boolean isRemembered(EntityManager manager, List<Digest> candidates) {
    return manager
            .createQuery("select count(e) from EventRow e where e.id in :ids", Long.class)
            .setParameter("ids", candidates.stream().map(EventRow::ofRemoved).toList())
            .getSingleResult()
        > 0;
  }

  /**
   * Adds to the row of an hour; the first to do so makes it. Two nodes that make it at once meet
   * the primary key, and one of them tries again.
   */
  void count(EntityManager manager, KeyEvent event) {
    String id = EventRow.hourly(event, application);
    int rows = manager
        .createNativeQuery(
            "UPDATE " + EventRow.TABLE + " SET EVENT_COUNT = EVENT_COUNT + ?1 WHERE EVENT_ID = ?2")
        .setParameter(1, event.count())
        .setParameter(2, id)
        .executeUpdate();
    if (rows == 0) {
      manager.persist(new EventRow(id, event, application));
      manager.flush();
    }
  }

  Page<KeyEvent, EventQuery.Position> read(EntityManager manager, EventQuery query) {
    List<EventRow> rows = query(manager, query).setMaxResults(query.limit() + 1).getResultList();
    List<EventRow> page = rows.subList(0, Math.min(rows.size(), query.limit()));
    Optional<EventQuery.Position> next = rows.size() > page.size()
        ? Optional.of(page.get(page.size() - 1).position())
        : Optional.empty();
    return new Page<>(
        page.stream()
            .map(EventRow::toEvent)
            .filter(event -> query.key().equals(event.key()))
            .toList(),
        next);
  }

  private TypedQuery<EventRow> query(EntityManager manager, EventQuery query) {
    EventQuery.Position before = query.before();
    TypedQuery<EventRow> statement = manager
        .createQuery(
            "select e from EventRow e where e.keyId = :id"
                + " and e.application = :application"
                + (query.types().isEmpty() ? "" : " and e.type in :types")
                + (before != null ? " and (e.at < :at or e.at = :at and e.id >" + " :after)" : "")
                + " order by e.at desc, e.id",
            EventRow.class)
        .setParameter("id", query.key().value())
        .setParameter("application", application);
    if (!query.types().isEmpty()) {
      statement.setParameter("types", query.types().stream().map(Enum::name).toList());
    }
    if (before != null) {
      statement.setParameter("at", before.at().toEpochMilli()).setParameter("after", before.id());
    }
    return statement;
  }
}
