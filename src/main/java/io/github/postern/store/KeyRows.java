package io.github.postern.store;

import io.github.postern.key.Digest;
import io.github.postern.key.KeyEvent;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The statements of the store, each for the transaction of its caller.
 *
 * <p>Updates of single columns are plain SQL: in JPQL, EclipseLink would raise the version of the row as well, and a
 * change that is being made at that moment would have to be decided again.
 */
final class KeyRows {

    private static final Comparator<StoredKey> BY_ID = Comparator.comparing(key -> key.id().value());

    private KeyRows() {
    }

    static Optional<FoundRow> find(EntityManager manager, KeyId id) {
        return manager.createQuery(FoundRow.QUERY + "k.id = :id", Object[].class)
                .setParameter("id", id.value())
                .getResultStream()
                .map(FoundRow::of)
                .filter(row -> row.key().hasId(id))
                .findFirst();
    }

    static Optional<FoundRow> findByDigest(EntityManager manager, List<Digest> candidates) {
        return manager.createQuery(FoundRow.QUERY + "k.digest in :digests", Object[].class)
                .setParameter("digests", candidates.stream().map(Digest::hex).toList())
                .getResultStream()
                .map(FoundRow::of)
                .filter(row -> candidates.contains(row.key().digest()))
                .findFirst();
    }

    /** Returns the rows of an owner that are not revoked, newest first. */
    static List<FoundRow> of(EntityManager manager, Owner owner) {
        return manager.createQuery(FoundRow.QUERY + "k.ownerHash = :owner and k.revokedAt is null"
                        + " order by k.createdAt desc, k.id desc", Object[].class)
                .setParameter("owner", Slots.of(owner))
                .getResultStream()
                .map(FoundRow::of)
                .filter(row -> row.key().belongsTo(owner))
                .toList();
    }

    static Optional<LoginRow> login(EntityManager manager, Owner owner) {
        return manager.createQuery("select l from LoginRow l where l.ownerHash = :owner", LoginRow.class)
                .setParameter("owner", Slots.of(owner))
                .getResultStream()
                .findFirst();
    }

    /** Writes the last login; two nodes that insert it at once meet the primary key, and one of them tries again. */
    static void writeLogin(EntityManager manager, Owner owner, Optional<LoginRow> present, LastLogin login) {
        present.ifPresentOrElse(row -> row.take(login), () -> manager.persist(new LoginRow(owner, login)));
        manager.flush();
    }

    /**
     * Writes a decision. The counter comes first: its row makes changes wait for each other, in one order, so two of
     * them never block each other. Updates come before inserts, because a new key may take the place that another
     * leaves; and updates that leave a place before those that may take it.
     *
     * @param rows what the decision was made on
     */
    static void write(EntityManager manager, List<FoundRow> rows, Change<?> change) {
        if (!change.updates().isEmpty()) {
            raiseEpoch(manager);
            Map<Boolean, List<StoredKey>> leaving = change.updates().stream().sorted(BY_ID)
                    .collect(Collectors.partitioningBy(key -> key.place() == StoredKey.NO_PLACE));
            for (boolean first : new boolean[] {true, false}) {
                leaving.get(first).forEach(key -> update(manager, rows, key));
                manager.flush();
            }
        }
        change.inserts().forEach(key -> manager.persist(new KeyRow(key)));
        manager.flush();
    }

    private static void update(EntityManager manager, List<FoundRow> rows, StoredKey key) {
        KeyRow row = rows.stream()
                .map(FoundRow::key)
                .filter(candidate -> candidate.hasId(key.id()) && candidate.belongsTo(key.owner()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A change updates only keys that it read, with the same"
                        + " owner, but not " + key));
        if (row.version() != key.version()) {
            throw new ConflictException("A newer version of " + key.id() + " was read than is to be changed");
        }
        if (!row.digest().equals(key.digest()) && !replaceDigest(manager, key.id(), row.digest(), key.digest())) {
            throw new ConflictException("The digest of " + key.id() + " was replaced");
        }
        row.take(key);
    }

    static void raiseEpoch(EntityManager manager) {
        int rows = manager.createQuery("update EpochRow e set e.counter = e.counter + 1 where e.id = :id")
                .setParameter("id", EpochRow.ONLY_ID)
                .executeUpdate();
        if (rows != 1) {
            throw new IllegalStateException("The table " + EpochRow.TABLE + " has lost its row");
        }
    }

    static long epoch(EntityManager manager) {
        return manager.createQuery("select e.counter from EpochRow e where e.id = :id", Long.class)
                .setParameter("id", EpochRow.ONLY_ID)
                .getSingleResult();
    }

    static void noteUse(EntityManager manager, KeyUse use, Instant olderThan) {
        String address = use.from() == null ? "NULL" : "?4";
        String what = use.refused() ? "REFUSED" : "USED";
        Query update = manager.createNativeQuery("UPDATE POSTERN_KEY SET " + what + "_AT = ?1, " + what + "_FROM = " + address
                        + " WHERE KEY_ID = ?2 AND (" + what + "_AT IS NULL OR " + what + "_AT < ?3)")
                .setParameter(1, use.at().toEpochMilli())
                .setParameter(2, use.id().value())
                .setParameter(3, olderThan.toEpochMilli());
        if (use.from() != null) {
            update.setParameter(4, Slots.address(use.from()));
        }
        update.executeUpdate();
    }

    /** Revokes these keys, whoever they belong to; the same columns as {@code Issuer} sets. */
    static int revoke(EntityManager manager, List<KeyId> ids, Instant at) {
        raiseEpoch(manager);
        return manager.createQuery("update KeyRow k set k.revokedAt = :at, k.place = concat('-/', k.id),"
                        + " k.requestSlot = concat('-/', k.id), k.version = k.version + 1"
                        + " where k.id in :ids and k.revokedAt is null")
                .setParameter("at", at.toEpochMilli())
                .setParameter("ids", ids.stream().map(KeyId::value).toList())
                .executeUpdate();
    }

    /** Adds to the numbers of a day; the first to do so makes its row. */
    static void addUses(EntityManager manager, String organisation, DayUse use) {
        String hash = Slots.hash(organisation);
        int rows = manager.createNativeQuery("UPDATE POSTERN_DAY SET USES = USES + ?1, REFUSED = REFUSED + ?2"
                        + " WHERE DAY_ID = ?3")
                .setParameter(1, use.uses())
                .setParameter(2, use.refused())
                .setParameter(3, use.day().toEpochDay() + "/" + hash)
                .executeUpdate();
        if (rows == 0) {
            manager.persist(new DayRow(use.day().toEpochDay(), hash, use.uses(), use.refused()));
            manager.flush();
        }
    }

    /** Returns what was counted since a day, rising; of one organisation, or of all if that is null. */
    static List<DayUse> uses(EntityManager manager, String organisation, LocalDate since) {
        String of = organisation == null ? "" : " and d.organisation = :organisation";
        TypedQuery<Object[]> query = manager.createQuery("select d.day, sum(d.uses), sum(d.refused) from DayRow d"
                        + " where d.day >= :since" + of + " group by d.day order by d.day", Object[].class)
                .setParameter("since", since.toEpochDay());
        if (organisation != null) {
            query.setParameter("organisation", Slots.hash(organisation));
        }
        return query.getResultStream().map(row -> new DayUse(LocalDate.ofEpochDay(((Number) row[0]).longValue()),
                ((Number) row[1]).longValue(), ((Number) row[2]).longValue())).toList();
    }

    /** Returns what happened to a key, newest first. */
    static List<KeyEvent> events(EntityManager manager, KeyId id, int limit) {
        return manager.createQuery("select e from EventRow e where e.keyId = :id order by e.at desc, e.id", EventRow.class)
                .setParameter("id", id.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(EventRow::toEvent)
                .filter(event -> event.key().equals(id))
                .toList();
    }

    static void noteOwnerId(EntityManager manager, KeyId id, String ownerId) {
        manager.createNativeQuery("UPDATE POSTERN_KEY SET OWNER_ID = ?1 WHERE KEY_ID = ?2 AND OWNER_ID IS NULL")
                .setParameter(1, ownerId)
                .setParameter(2, id.value())
                .executeUpdate();
    }

    static void noteSeenInUrl(EntityManager manager, KeyId id, Instant at) {
        manager.createNativeQuery("UPDATE POSTERN_KEY SET SEEN_IN_URL_AT = ?1 WHERE KEY_ID = ?2")
                .setParameter(1, at.toEpochMilli())
                .setParameter(2, id.value())
                .executeUpdate();
    }

    /** Returns whether the row still had the old digest. */
    static boolean replaceDigest(EntityManager manager, KeyId id, Digest old, Digest current) {
        return manager.createNativeQuery("UPDATE POSTERN_KEY SET DIGEST = ?1, DIGEST_ALGORITHM = ?2"
                        + " WHERE KEY_ID = ?3 AND DIGEST = ?4 AND DIGEST_ALGORITHM = ?5")
                .setParameter(1, current.hex())
                .setParameter(2, current.algorithm())
                .setParameter(3, id.value())
                .setParameter(4, old.hex())
                .setParameter(5, old.algorithm())
                .executeUpdate() == 1;
    }
}
