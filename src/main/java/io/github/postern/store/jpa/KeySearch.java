package io.github.postern.store.jpa;

import io.github.postern.key.KeyState;
import io.github.postern.keyring.Digest;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.Page;
import io.github.postern.store.Protection;
import io.github.postern.store.StoredKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One search: the query that a {@link KeyQuery} stands for. Not safe for use by many threads. */
final class KeySearch {

  private static final String ESCAPE = "!";
  private static final String ALIVE = "(k.expiresAt is null or k.expiresAt > :now)";

  private final KeyQuery query;
  private final RowVerifier rowVerifier;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new LinkedHashMap<>();

  KeySearch(KeyQuery query, RowVerifier rowVerifier) {
    this.query = query;
    this.rowVerifier = rowVerifier;
    whereEqual("k.application", "application", rowVerifier.rules().application());
    KeyQuery.Filter filter = query.filter();
    whereEqual("k.organisation", "organisation", filter.organisation());
    whereEqual("k.ownerName", "owner", filter.owner());
    whereEqual("k.createdBy", "createdBy", filter.createdBy());
    whereEqual(
        "k.loginSource",
        "source",
        filter.source() == null ? null : filter.source().text());
    where(filter);
    state();
  }

  private void where(KeyQuery.Filter filter) {
    if (filter.text() != null && !filter.text().isBlank()) {
      where(
          "(lower(k.name) like :text escape '!' or lower(k.ownerName) like :text escape"
              + " '!' or k.id like :text escape '!')",
          "text",
          pattern(filter.text()));
    }
    if (filter.unusedSince() != null) {
      where(
          "k.createdAt < :unusedSince and (k.usedAt is null or k.usedAt < :unusedSince)",
          "unusedSince",
          filter.unusedSince().toEpochMilli());
    }
    if (filter.createdBefore() != null) {
      where(
          "k.createdAt < :createdBefore",
          "createdBefore",
          filter.createdBefore().toEpochMilli());
    }
    if (filter.protection() != null) {
      protection(filter.protection());
    }
  }

  /** Without a pepper no row is bound and no pepper retired. */
  private void protection(Protection wanted) {
    if (wanted != Protection.PLAIN && rowVerifier.rules().binder().isEmpty()) {
      conditions.add("1 = 0");
      return;
    }
    where(
        "k.digestAlgorithm " + (wanted == Protection.PLAIN ? "=" : "<>") + " :plain",
        "plain",
        Digest.PLAIN);
    if (wanted == Protection.UNBOUND) {
      conditions.add("k.binding is null");
    } else if (wanted == Protection.RETIRED_PEPPER) {
      where(
          "k.digestAlgorithm <> :current",
          "current",
          rowVerifier.rules().binder().orElseThrow().algorithm());
    }
  }

  /**
   * Returns the page: goes on reading until it is full, since some rows may be found that only look
   * alike.
   */
  Page<StoredKey, KeyQuery.Position> page(EntityManager manager) {
    List<StoredKey> found = new ArrayList<>();
    Optional<KeyQuery.Position> position = Optional.ofNullable(query.after());
    while (true) {
      List<StoredKey> read = read(manager, position, query.limit() + 1);
      for (StoredKey key : read) {
        if (found.size() == query.limit()) {
          return new Page<>(found, position);
        }
        if (matchesExactly(key.organisation().orElse(null), key.owner().name(), key.createdBy())) {
          found.add(key);
        }
        position = Optional.of(new KeyQuery.Position(key.createdAt(), key.id()));
      }
      if (read.size() <= query.limit()) {
        return new Page<>(found, Optional.empty());
      }
    }
  }

  private List<StoredKey> read(EntityManager manager, Optional<KeyQuery.Position> after, int most) {
    List<String> all = new ArrayList<>(conditions);
    if (after.isPresent()) {
      all.add("(k.createdAt < :createdAt or k.createdAt = :createdAt and k.id < :id)");
    }
    TypedQuery<Object[]> rows = manager.createQuery(
        KeyWithLogin.QUERY + String.join(" and ", all) + " order by k.createdAt desc, k.id desc",
        Object[].class);
    parameters.forEach(rows::setParameter);
    after.ifPresent(place -> rows.setParameter("createdAt", place.createdAt().toEpochMilli())
        .setParameter("id", place.id().value()));
    return rows.setMaxResults(most)
        .getResultStream()
        .map(KeyWithLogin::of)
        .flatMap(row -> row.toKey(rowVerifier))
        .toList();
  }

  /**
   * The permission to see a key depends on these values, so they are compared again without a
   * collation.
   */
  private boolean matchesExactly(@Nullable String organisation, String owner, String createdBy) {
    KeyQuery.Filter filter = query.filter();
    return (filter.organisation() == null || filter.organisation().equals(organisation))
        && (filter.owner() == null || filter.owner().equals(owner))
        && (filter.createdBy() == null || filter.createdBy().equals(createdBy));
  }

  /** As in {@link StoredKey#state}. */
  private void state() {
    if (query.state() == KeyState.REVOKED) {
      conditions.add("k.revokedAt is not null");
      return;
    }
    conditions.add("k.revokedAt is null");
    if (query.state() == null) {
      return;
    }
    conditions.add(
        query.state() == KeyState.SUPERSEDED
            ? "k.supersededBy is not null"
            : "k.supersededBy is null");
    switch (query.state()) {
      case EXPIRED -> whereNow("k.expiresAt <= :now");
      case INACTIVE -> whereNow(ALIVE + " and (k.active = 0 or k.awaits <> 'confirm')");
      case SUSPENDED -> {
        whereNow(ALIVE + " and k.active = 1 and (k.awaits is null or k.awaits = 'confirm')");
        conditions.add(suspended().orElse("1 = 0"));
      }
      case ACTIVE -> {
        whereNow(ALIVE + " and k.active = 1 and (k.awaits is null or k.awaits = 'confirm')");
        suspended().ifPresent(condition -> conditions.add("not " + condition));
      }
      default -> {}
    }
  }

  /**
   * As in {@link StoredKey#suspended}, never unknown: each comparison is of values that are there.
   */
  private Optional<String> suspended() {
    List<String> reasons = new ArrayList<>();
    query.suspension().freshness().ifPresent(age -> {
      parameters.put("stale", query.now().minus(age).toEpochMilli());
      reasons.add("(k.loginSource = 'saml' and coalesce(l.samlAt, k.createdAt) <=" + " :stale)");
    });
    if (query.suspension().whenMoved()) {
      reasons.add("coalesce(l.source, k.loginSource) <> k.loginSource");
      reasons.add("coalesce(k.awaits, '-') like '%confirm%'");
    }
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of("(k.service = 0 and (" + String.join(" or ", reasons) + "))");
  }

  /** Narrows the search to keys that end before an instant. */
  KeySearch endingBefore(Instant end) {
    where("k.expiresAt <= :end", "end", end.toEpochMilli());
    return this;
  }

  /**
   * Counts what is found: in the database, unless its collation might count somebody else's keys
   * too.
   */
  long count(EntityManager manager) {
    KeyQuery.Filter filter = query.filter();
    if (filter.organisation() == null && filter.owner() == null && filter.createdBy() == null) {
      return counting(manager, "count(k)", Long.class).getSingleResult();
    }
    return counting(manager, "k.organisation, k.ownerName, k.createdBy", Object[].class)
        .getResultStream()
        .filter(row -> matchesExactly((String) row[0], (String) row[1], (String) row[2]))
        .count();
  }

  private <T> TypedQuery<T> counting(EntityManager manager, String what, Class<T> type) {
    TypedQuery<T> rows = manager.createQuery(
        "select "
            + what
            + " from KeyRow k left join OwnerRow l on l.ownerHash = k.ownerHash"
            + " and l.application = k.application where "
            + String.join(" and ", conditions),
        type);
    parameters.forEach(rows::setParameter);
    return rows;
  }

  private void whereEqual(String column, String parameter, @Nullable String value) {
    if (value != null) {
      where(column + " = :" + parameter, parameter, value);
    }
  }

  private void whereNow(String condition) {
    where(condition, "now", query.now().toEpochMilli());
  }

  private void where(String condition, String parameter, Object value) {
    conditions.add(condition);
    parameters.put(parameter, value);
  }

  /**
   * A bracket becomes any character: to SQL Server it means something, and others let nobody escape
   * it.
   */
  private static String pattern(String text) {
    String escaped = text.strip()
        .toLowerCase(Locale.ROOT)
        .replace(ESCAPE, ESCAPE + ESCAPE)
        .replace("%", ESCAPE + "%")
        .replace("_", ESCAPE + "_")
        .replace('[', '_');
    return "%" + escaped + "%";
  }
}
