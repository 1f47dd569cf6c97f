package io.github.postern.store.jpa;

import io.github.postern.database.Database;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LastLogin;
import io.github.postern.key.Owner;
import io.github.postern.keyring.Digest;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.DailyRefusedUses;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.Decision;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyChangeListener;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyStatistics;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUse;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.Page;
import io.github.postern.store.StoredKey;
import io.github.postern.store.UnstorableTextException;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys by Jakarta Persistence. Its persistence unit is its own: it is started in code, and
 * neither a {@code persistence.xml} nor a transaction of the application has anything to do with
 * it. Safe for use by many threads; no parameter may be null.
 */
final class JpaKeyStore implements KeyStore {

  private static final System.Logger LOG = System.getLogger("io.github.postern.store");

  private static final int USES_AT_ONCE = 500;

  private final Database database;
  private final PersistenceUnit unit;
  private final TransactionRunner transactions;
  private final KeyChangeListener listener;
  private final RowRules rules;
  private final KeyStatements rows;
  private final EventStatements events;
  private final KnownRevocations revocations = new KnownRevocations();

  /**
   * Creates a store. It touches no database before {@link #start()} or the first call.
   *
   * @param database where the connections come from; closed with this store
   * @param options how to work with it
   * @param listener told of every key that this store changes
   */
  JpaKeyStore(Database database, StoreOptions options, KeyChangeListener listener) {
    this(database, options, listener, System::nanoTime);
  }

  /**
   * Creates a store with a time of its own.
   *
   * @param nanoTime the time, as {@code System.nanoTime()} gives it
   */
  JpaKeyStore(
      Database database, StoreOptions options, KeyChangeListener listener, LongSupplier nanoTime) {
    this.database = Objects.requireNonNull(database, "database");
    this.unit = new PersistenceUnit(database, options, nanoTime);
    this.transactions = new TransactionRunner(unit);
    this.rules = options.rows();
    this.rows = new KeyStatements(rules);
    this.events = new EventStatements(rules.application());
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Opens the database once, so that mistakes come to light when the application starts. A database
   * that is unreachable is logged, and opened by a later call.
   *
   * @throws IllegalStateException if something is wrong that waiting does not fix: an unknown
   *     persistence provider, a table or column that is missing
   */
  void start() {
    try {
      unit.open();
    } catch (KeysUnavailableException e) {
      LOG.log(
          Level.ERROR,
          "Cannot reach the key store; requests with an API key get 503 until it is"
              + " available. Postern retries automatically. Cause: "
              + e.getMessage());
      LOG.log(Level.DEBUG, "The cause", e);
    }
  }

  @Override
  public Optional<StoredKey> find(KeyId id) {
    return found(manager -> rows.find(manager, id));
  }

  @Override
  public Optional<StoredKey> findPresented(KeyId id) {
    return found(manager -> rows.findPresented(manager, id));
  }

  @Override
  public Optional<StoredKey> findByDigest(List<Digest> candidates) {
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    return found(manager -> rows.findByDigest(manager, candidates));
  }

  @Override
  public List<StoredKey> keysOf(Owner owner) {
    KnownRevocations.Snapshot known = revocations.known();
    return transactions.run(
        "read the keys of an owner", manager -> keys(rows.of(manager, owner), rowVerifier(known)));
  }

  @Override
  public boolean isTaken(List<Digest> candidates) {
    return !candidates.isEmpty()
        && transactions.run(
            "look for a digest",
            manager -> KeyStatements.isTaken(manager, candidates)
                || EventStatements.isRemembered(manager, candidates));
  }

  @Override
  public Optional<LastLogin> lastLogin(Owner owner) {
    return transactions.run(
        "read a login",
        manager -> rows.login(manager, owner)
            .filter(row -> rowVerifier().trusts(row))
            .map(OwnerRow::toLogin));
  }

  @Override
  public List<Owner> ownersOfId(String ownerId) {
    return transactions.run(
        "find an owner",
        manager -> rows.ownersOfId(manager, ownerId).stream()
            .filter(row -> rowVerifier().trusts(row))
            .map(OwnerRow::owner)
            .toList());
  }

  @Override
  public Page<StoredKey, KeyQuery.Position> search(KeyQuery query) {
    KnownRevocations.Snapshot known = revocations.known();
    return transactions.run(
        "search keys", manager -> new KeySearch(query, rowVerifier(known)).page(manager));
  }

  @Override
  public <R> R changeAccount(Owner owner, Function<OwnerRecord, Decision<R>> decision) {
    AtomicReference<Decision<R>> decided = new AtomicReference<>();
    try {
      return transactions.attempt(
          "change the keys of an owner",
          transaction -> change(transaction, owner, decision.andThen(change -> {
            decided.set(change);
            return change;
          })));
    } catch (UnstorableTextException e) {
      throw UnstorableText.named(e, decided.get(), new TextProbe(transactions)::fits);
    }
  }

  private <R> R change(
      Transaction transaction, Owner owner, Function<OwnerRecord, Decision<R>> decision) {
    RowVerifier rowVerifier = rowVerifier();
    List<KeyWithLogin> found = transaction.call(manager -> rows.of(manager, owner));
    Optional<OwnerRow> login = transaction.call(manager -> rows.login(manager, owner));
    List<KeyWithLogin> read = new ArrayList<>(found);
    Decision<R> change = decision.apply(new OwnerRecord(
        keys(found, rowVerifier),
        login.filter(rowVerifier::trusts).map(OwnerRow::toLogin),
        most -> {
          List<KeyWithLogin> revoked =
              transaction.call(manager -> rows.revokedOf(manager, owner, most));
          read.addAll(revoked);
          return keys(revoked, rowVerifier);
        }));
    transaction.call(manager -> {
      rows.write(manager, read, change);
      change.removals().forEach(key -> events.remember(manager, key));
      change
          .login()
          .filter(last ->
              login.filter(row -> rowVerifier.preserves(row, rows(found))).isEmpty())
          .ifPresent(last -> rows.writeLogin(manager, owner, login, last));
      return null;
    });
    commit(transaction, change, rows(found));
    return change.result();
  }

  /**
   * Commits, and tells of it.
   *
   * @param keys the rows of the owner's keys
   */
  private void commit(Transaction transaction, Decision<?> change, Stream<KeyRow> keys) {
    try {
      transaction.commit();
      revocations.add(Stream.concat(
              change.removals().stream(),
              change.updates().stream().filter(key -> key.revokedAt().isPresent()))
          .map(StoredKey::id)
          .toList());
    } finally {
      // Also when nobody knows whether the commit has arrived: it may have.
      change.updates().forEach(key -> listener.changed(key.id()));
      change.removals().forEach(key -> listener.changed(key.id()));
      if (change.login().isPresent()) {
        keys.forEach(key -> listener.changed(key.keyId()));
      }
    }
  }

  private static Stream<KeyRow> rows(List<KeyWithLogin> found) {
    return found.stream().map(KeyWithLogin::key);
  }

  @Override
  public void recordUses(Collection<KeyUse> uses, Instant olderThan) {
    // In the order in which changes lock rows too: so the two never wait for each other
    // crosswise.
    List<KeyUse> inOrder =
        uses.stream().sorted(Comparator.comparing(use -> use.id().value())).toList();
    // And not too many at once, so that nobody waits long for one of these rows.
    for (int from = 0; from < inOrder.size(); from += USES_AT_ONCE) {
      List<KeyUse> some = inOrder.subList(from, Math.min(from + USES_AT_ONCE, inOrder.size()));
      all("note uses", some, (manager, use) -> rows.recordUse(manager, use, olderThan));
    }
  }

  @Override
  public void recordRefusedUses(List<DailyRefusedUses> refusals) {
    all(
        "note refusals",
        refusals.stream()
            .sorted(Comparator.comparing((DailyRefusedUses each) -> each.id().value())
                .thenComparing(DailyRefusedUses::at))
            .toList(),
        rows::recordRefusedUses);
  }

  private <T> void all(String what, List<T> inOrder, BiConsumer<EntityManager, T> work) {
    transactions.run(what, manager -> {
      inOrder.forEach(each -> work.accept(manager, each));
      return null;
    });
  }

  @Override
  public void recordSeenInUrl(KeyId id, Instant at) {
    transactions.run("note a key in a URL", manager -> {
      rows.recordSeenInUrl(manager, id, at);
      return null;
    });
  }

  @Override
  public void recordSeenInClear(KeyId id, Instant at) {
    transactions.run("note a key that was seen in clear", manager -> {
      rows.recordSeenInClear(manager, id, at);
      return null;
    });
  }

  @Override
  public void upgradeDigest(StoredKey key, Digest current) {
    transactions.run("adopt a key", manager -> {
      rows.upgradeDigest(manager, key, current, rowVerifier());
      return null;
    });
    listener.changed(key.id());
  }

  @Override
  public int revoke(List<KeyId> ids, Instant at) {
    if (ids.isEmpty()) {
      return 0;
    }
    try {
      int revoked = transactions.run("revoke keys", manager -> rows.revoke(manager, ids, at));
      revocations.add(ids);
      return revoked;
    } finally {
      listener.anythingMayHaveChanged();
    }
  }

  @Override
  public KeyStatistics statistics(KeyQuery query, List<Integer> days) {
    return transactions.run(
        "count keys", manager -> KeyCounts.of(manager, query, rowVerifier(), days));
  }

  @Override
  public void record(KeyEvent event) {
    transactions.run("write down what happened", manager -> {
      events.record(manager, event);
      return null;
    });
  }

  @Override
  public void count(List<KeyEvent> counted) {
    all(
        "count events",
        counted.stream()
            .sorted(Comparator.comparing(event -> EventRow.hourly(event, rules.application())))
            .toList(),
        events::count);
  }

  @Override
  public Page<KeyEvent, EventQuery.Position> events(EventQuery query) {
    return transactions.run("read what happened to a key", manager -> events.read(manager, query));
  }

  @Override
  public void addUses(String organisation, DailyUsage use) {
    transactions.run("count uses", manager -> {
      rows.addUses(manager, organisation, use);
      return null;
    });
  }

  @Override
  public List<DailyUsage> uses(@Nullable String organisation, LocalDate since) {
    return transactions.run(
        "read how often keys were used", manager -> rows.uses(manager, organisation, since));
  }

  @Override
  public long revision() {
    return transactions.run("read the counter of changes", KeyStatements::revision);
  }

  @Override
  public void announce() {
    transactions.run("raise the counter of changes", manager -> {
      KeyStatements.raiseRevision(manager);
      return null;
    });
  }

  @Override
  public void close() {
    try {
      unit.close();
    } finally {
      database.close();
    }
  }

  private RowVerifier rowVerifier() {
    return rowVerifier(revocations.known());
  }

  /** Asked for when the unit runs: before, nobody knows which old rows are taken. */
  private RowVerifier rowVerifier(KnownRevocations.Snapshot known) {
    return new RowVerifier(rules, unit.unboundUntil(), known);
  }

  private Optional<StoredKey> found(Function<EntityManager, Optional<KeyWithLogin>> search) {
    KnownRevocations.Snapshot known = revocations.known();
    Optional<StoredKey> key = transactions.run(
        "read a key",
        manager -> search.apply(manager).stream()
            .flatMap(row -> row.toKey(rowVerifier(known)))
            .findFirst());
    key.filter(each -> each.revokedAt().isPresent())
        .ifPresent(each -> revocations.add(List.of(each.id())));
    return key;
  }

  private static List<StoredKey> keys(List<KeyWithLogin> found, RowVerifier rowVerifier) {
    return found.stream().flatMap(row -> row.toKey(rowVerifier)).toList();
  }
}
