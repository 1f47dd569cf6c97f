package io.github.postern.store.jpa;

import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.store.DailyRefusedUses;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUse;
import io.github.postern.store.StoredKey;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the store, each for the transaction of its caller, and each about the rows of
 * one application.
 *
 * <p>Updates of single columns are plain SQL: in JPQL, EclipseLink would raise the version of the
 * row as well, and a change that is being made at that moment would have to be decided again.
 */
final class KeyStatements {

  private static final Comparator<StoredKey> BY_ID =
      Comparator.comparing(key -> key.id().value());

  private final RowRules rules;
  private final String application;

  KeyStatements(RowRules rules) {
    this.rules = rules;
    this.application = rules.application();
  }

  Optional<KeyWithLogin> find(EntityManager manager, KeyId id) {
    return findAnywhere(manager, id).filter(row -> row.key().isOf(application));
  }

  /** Finds a key of this application, or one that is presumed to be of another one only. */
  Optional<KeyWithLogin> findPresented(EntityManager manager, KeyId id) {
    return findAnywhere(manager, id)
        .filter(row ->
            row.key().isOf(application) || row.key().isPresumed() && row.key().binding() == null);
  }

  private static Optional<KeyWithLogin> findAnywhere(EntityManager manager, KeyId id) {
    return manager
        .createQuery(KeyWithLogin.QUERY + "k.id = :id", Object[].class)
        .setParameter("id", id.value())
        .getResultStream()
        .map(KeyWithLogin::of)
        .filter(row -> row.key().hasId(id))
        .findFirst();
  }

  /**
   * Returns whether a digest stands in the table, of whichever application: the column is unique.
   */
  static boolean isTaken(EntityManager manager, List<Digest> candidates) {
    return manager
            .createQuery("select count(k) from KeyRow k where k.digest in :digests", Long.class)
            .setParameter("digests", candidates.stream().map(Digest::hex).toList())
            .getSingleResult()
        > 0;
  }

  Optional<KeyWithLogin> findByDigest(EntityManager manager, List<Digest> candidates) {
    return manager
        .createQuery(
            KeyWithLogin.QUERY + "k.digest in :digests and k.application = :application",
            Object[].class)
        .setParameter("application", application)
        .setParameter("digests", candidates.stream().map(Digest::hex).toList())
        .getResultStream()
        .map(KeyWithLogin::of)
        .filter(row -> candidates.contains(row.key().digest()) && row.key().isOf(application))
        .findFirst();
  }

  /** Returns the rows of an owner that are not revoked, newest first. */
  List<KeyWithLogin> of(EntityManager manager, Owner owner) {
    return manager
        .createQuery(
            KeyWithLogin.QUERY
                + "k.ownerHash = :owner and k.application = :application"
                + " and k.revokedAt is null"
                + " order by k.createdAt desc, k.id desc",
            Object[].class)
        .setParameter("owner", Slots.of(owner))
        .setParameter("application", application)
        .getResultStream()
        .map(KeyWithLogin::of)
        .filter(row -> row.key().belongsTo(owner) && row.key().isOf(application))
        .toList();
  }

  /** Returns so many revoked rows of an owner at most, those that were revoked first in front. */
  List<KeyWithLogin> revokedOf(EntityManager manager, Owner owner, int most) {
    return manager
        .createQuery(
            KeyWithLogin.QUERY
                + "k.ownerHash = :owner and k.application = :application"
                + " and k.revokedAt is not null"
                + " order by k.revokedAt, k.createdAt, k.id",
            Object[].class)
        .setParameter("owner", Slots.of(owner))
        .setParameter("application", application)
        .setMaxResults(most)
        .getResultStream()
        .map(KeyWithLogin::of)
        .filter(row -> row.key().belongsTo(owner) && row.key().isOf(application))
        .toList();
  }

  Optional<OwnerRow> login(EntityManager manager, Owner owner) {
    return manager
        .createQuery(
            "select l from OwnerRow l where l.ownerHash = :owner and l.application ="
                + " :application",
            OwnerRow.class)
        .setParameter("owner", Slots.of(owner))
        .setParameter("application", application)
        .getResultStream()
        .filter(row -> row.belongsTo(owner))
        .findFirst();
  }

  /** Returns the owners who have a lasting id, the one who was registered first in front. */
  List<OwnerRow> ownersOfId(EntityManager manager, String ownerId) {
    return manager
        .createQuery(
            "select l from OwnerRow l where l.ownerId = :id and l.application ="
                + " :application order by l.ownerKey",
            OwnerRow.class)
        .setParameter("id", ownerId)
        .setParameter("application", application)
        .getResultStream()
        .filter(row -> row.hasOwnerId(ownerId))
        .toList();
  }

  /**
   * Writes the last login; two nodes that insert it at once meet the primary key, and one of them
   * tries again.
   */
  void writeLogin(EntityManager manager, Owner owner, Optional<OwnerRow> present, LastLogin login) {
    present.ifPresentOrElse(
        row -> row.updateFrom(login, rules),
        () -> manager.persist(new OwnerRow(owner, login, rules)));
    manager.flush();
  }

  /**
   * Writes a decision. The counter comes first: its row makes changes wait for each other, in one
   * order, so two of them never block each other. Removed keys leave their slots first. Updates
   * come before inserts, because a new key may take the slot that another leaves; and updates that
   * leave a slot before those that may take it.
   *
   * @param rows what the decision was made on
   */
  void write(EntityManager manager, List<KeyWithLogin> rows, Decision<?> change) {
    if (!change.updates().isEmpty() || !change.removals().isEmpty()) {
      raiseRevision(manager);
      change.removals().stream().sorted(BY_ID).forEach(key -> manager.remove(read(rows, key)));
      manager.flush();
      for (boolean leaving : new boolean[] {true, false}) {
        change.updates().stream()
            .filter(key -> (key.slot() == StoredKey.NO_SLOT) == leaving)
            .sorted(BY_ID)
            .forEach(key -> update(manager, rows, key));
        manager.flush();
      }
    }
    change.inserts().forEach(key -> manager.persist(new KeyRow(key, rules)));
    manager.flush();
  }

  private void update(EntityManager manager, List<KeyWithLogin> rows, StoredKey key) {
    read(rows, key).change(key, rules);
  }

  private static KeyRow read(List<KeyWithLogin> rows, StoredKey key) {
    KeyRow row = rows.stream()
        .map(KeyWithLogin::key)
        .filter(candidate -> candidate.hasId(key.id()) && candidate.belongsTo(key.owner()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(
            "A change updates only keys that it read, with the" + " same owner, but not " + key));
    if (row.version() != key.row().version()) {
      throw new ConflictException(
          "A newer version of " + key.id() + " was read than is to be changed");
    }
    return row;
  }

  static void raiseRevision(EntityManager manager) {
    int rows = manager
        .createQuery("update RevisionRow e set e.counter = e.counter + 1 where e.id =" + " :id")
        .setParameter("id", RevisionRow.ONLY_ID)
        .executeUpdate();
    if (rows != 1) {
      throw new IllegalStateException("The table " + RevisionRow.TABLE + " has lost its row");
    }
  }

  static long revision(EntityManager manager) {
    return manager
        .createQuery("select e.counter from RevisionRow e where e.id = :id", Long.class)
        .setParameter("id", RevisionRow.ONLY_ID)
        .getSingleResult();
  }

  void recordUse(EntityManager manager, KeyUse use, Instant olderThan) {
    String address = use.from() == null ? "NULL" : "?5";
    Query update = manager
        .createNativeQuery("UPDATE POSTERN_KEY SET USED_AT = ?1, USED_FROM = "
            + address
            + " WHERE KEY_ID = ?2 AND APPLICATION = ?4 AND (USED_AT IS"
            + " NULL OR USED_AT < ?3)")
        .setParameter(1, use.at().toEpochMilli())
        .setParameter(2, use.id().value())
        .setParameter(3, olderThan.toEpochMilli())
        .setParameter(4, application);
    if (use.from() != null) {
      update.setParameter(5, Slots.address(use.from()));
    }
    update.executeUpdate();
  }

  /**
   * Adds to the refusals of a day, or begins those of another one; of a day that is over by the row
   * nothing is written. The count is set before the day, because MariaDB sees what stands in front
   * (and standard SQL does not).
   */
  void recordRefusedUses(EntityManager manager, DailyRefusedUses refused) {
    String address = refused.from() == null ? "NULL" : "?9";
    Query update = manager
        .createNativeQuery("UPDATE POSTERN_KEY SET REFUSED_COUNT = (CASE WHEN REFUSED_DAY = ?1"
            + " THEN COALESCE(REFUSED_COUNT, 0) ELSE 0 END) + ?2,"
            + " REFUSED_DAY = ?3, REFUSED_AT = ?4, REFUSED_REASON = ?5,"
            + " REFUSED_FROM = "
            + address
            + " WHERE KEY_ID = ?6 AND APPLICATION = ?8 AND (REFUSED_DAY"
            + " IS NULL OR REFUSED_DAY <= ?7)")
        .setParameter(1, refused.day())
        .setParameter(2, refused.count())
        .setParameter(3, refused.day())
        .setParameter(4, refused.at().toEpochMilli())
        .setParameter(5, refused.reason())
        .setParameter(6, refused.id().value())
        .setParameter(7, refused.day())
        .setParameter(8, application);
    if (refused.from() != null) {
      update.setParameter(9, Slots.address(refused.from()));
    }
    update.executeUpdate();
  }

  /** Revokes these keys, whoever they belong to; the same columns as {@code KeyIssuer} sets. */
  int revoke(EntityManager manager, List<KeyId> ids, Instant at) {
    raiseRevision(manager);
    return manager
        .createQuery("update KeyRow k set k.revokedAt = :at, k.slot = concat('-/', k.id),"
            + " k.requestSlot = concat('-/', k.id), k.version = k.version + 1,"
            + " k.binding = :none where k.id in :ids and k.application ="
            + " :application and k.revokedAt is null")
        .setParameter("application", application)
        .setParameter("none", KeyRow.NO_BINDING)
        .setParameter("at", at.toEpochMilli())
        .setParameter("ids", ids.stream().map(KeyId::value).toList())
        .executeUpdate();
  }

  /** Adds to the numbers of a day; the first to do so makes its row. */
  void addUses(EntityManager manager, String organisation, DailyUsage use) {
    String hash = Slots.hash(organisation);
    String id = use.day().toEpochDay() + "/" + Slots.hash(application + '\0' + organisation);
    int rows = manager
        .createNativeQuery("UPDATE POSTERN_DAY SET USES = USES + ?1, REFUSED = REFUSED + ?2"
            + " WHERE DAY_ID = ?3")
        .setParameter(1, use.uses())
        .setParameter(2, use.refused())
        .setParameter(3, id)
        .executeUpdate();
    if (rows == 0) {
      manager.persist(new DailyUsageRow(id, application, use, hash));
      manager.flush();
    }
  }

  /**
   * Returns what was counted since a day, rising; of one organisation, or of all if that is null.
   */
  List<DailyUsage> uses(EntityManager manager, @Nullable String organisation, LocalDate since) {
    String of = organisation == null ? "" : " and d.organisation = :organisation";
    TypedQuery<Object[]> query = manager
        .createQuery(
            "select d.day, sum(d.uses), sum(d.refused) from DailyUsageRow d"
                + " where d.application = :application and d.day >= :since"
                + of
                + " group by d.day order by d.day",
            Object[].class)
        .setParameter("application", application)
        .setParameter("since", since.toEpochDay());
    if (organisation != null) {
      query.setParameter("organisation", Slots.hash(organisation));
    }
    return query
        .getResultStream()
        .map(row -> new DailyUsage(
            LocalDate.ofEpochDay(((Number) row[0]).longValue()),
            ((Number) row[1]).longValue(),
            ((Number) row[2]).longValue()))
        .toList();
  }

  void recordSeenInUrl(EntityManager manager, KeyId id, Instant at) {
    recordInstant(manager, "SEEN_IN_URL_AT", id, at);
  }

  void recordSeenInClear(EntityManager manager, KeyId id, Instant at) {
    recordInstant(manager, "SEEN_IN_CLEAR_AT", id, at);
  }

  private void recordInstant(EntityManager manager, String column, KeyId id, Instant at) {
    manager
        .createNativeQuery(
            "UPDATE POSTERN_KEY SET " + column + " = ?1 WHERE KEY_ID = ?2 AND APPLICATION = ?3")
        .setParameter(1, at.toEpochMilli())
        .setParameter(2, id.value())
        .setParameter(3, application)
        .executeUpdate();
  }

  /** See {@link KeyStore#upgradeDigest}; what meets another change meets the version of the row. */
  void upgradeDigest(
      EntityManager manager, StoredKey key, Digest current, RowVerifier rowVerifier) {
    findAnywhere(manager, key.id())
        .map(KeyWithLogin::key)
        .filter(row -> row.version() == key.row().version()
            && row.digest().equals(key.digest())
            && row.matches(key, rowVerifier.verify(row)))
        .ifPresent(row -> row.upgradeDigest(current, rules));
    manager.flush();
  }
}
