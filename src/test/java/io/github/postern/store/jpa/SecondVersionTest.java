package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.store.BindingState;
import io.github.postern.store.RowState;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.RowRules.Unbound;
import io.github.postern.store.schema.DatabaseKind;
import io.github.postern.store.schema.Schema;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.LogCapture;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables of version 1, with their rows, become tables of version 2. */
class SecondVersionTest {

  private final Owner owner = new Owner("", "ann");

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  @DisplayName(
      "N-7: rows of before belong to the application that upgrades, until another one proves"
          + " that a key is its own")
  void rowsOfBeforeBelongToTheApplicationThatUpgrades(DatabaseKind product) throws Exception {
    TestDatabase database = firstVersion(product);
    StoredKey ours = insertOld(database, "a", 0);
    StoredKey theirs = insertOld(database, "b", 1);
    try (JpaKeyStore jobs = open(database, "jobs", Unbound.UPGRADED);
        JpaKeyStore stor = open(database, "stor", Unbound.UPGRADED)) {
      assertEquals(
          List.of(
              new RowState(0, "jobs", true, BindingState.UNBOUND),
              new RowState(0, "jobs", true, BindingState.UNBOUND)),
          jobs.keysOf(owner).stream().map(StoredKey::row).toList());
      assertEquals(List.of(), stor.keysOf(owner));
      jobs.upgradeDigest(jobs.find(ours.id()).orElseThrow(), ours.digest());
      stor.upgradeDigest(stor.findPresented(theirs.id()).orElseThrow(), theirs.digest());
      assertEquals(Optional.empty(), stor.findPresented(ours.id()));
      assertEquals(
          List.of(new RowState(1, "jobs", false, BindingState.BOUND)),
          jobs.keysOf(owner).stream().map(StoredKey::row).toList());
      assertEquals(
          List.of(new RowState(1, "stor", false, BindingState.BOUND)),
          stor.keysOf(owner).stream().map(StoredKey::row).toList());
      assertEquals(
          Optional.of(LoginSource.SAML), jobs.lastLogin(owner).map(login -> login.source()));
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  @DisplayName(
      "S-7: a row without a binding is believed only if it was there at the upgrade, and not"
          + " where the setting refuses it")
  void aRowWithoutABindingIsBelievedOnlyIfItWasThereAtTheUpgrade(DatabaseKind product)
      throws Exception {
    TestDatabase database = firstVersion(product);
    StoredKey old = insertOld(database, "a", 0);
    try (JpaKeyStore store = open(database, "jobs", Unbound.UPGRADED)) {
      assertFalse(store.find(old.id()).orElseThrow().altered());
      StoredKey fresh =
          TestKeys.insert(store, TestKeys.key(owner).createdAt(TestKeys.NOW.plusSeconds(1)));
      database.execute("UPDATE POSTERN_KEY SET BINDING = NULL, PRESUMED = 1 WHERE KEY_ID = '"
          + fresh.id()
          + "'");
      assertTrue(store.find(fresh.id()).orElseThrow().altered());
      store.upgradeDigest(store.find(old.id()).orElseThrow(), old.digest());
    }
    StoredKey late = insertOld(database, "c", 2);
    try (JpaKeyStore again = open(database, "jobs", Unbound.UPGRADED)) {
      assertFalse(again.find(old.id()).orElseThrow().altered());
      assertEquals(
          Optional.empty(), again.find(late.id()), "a row that is added later gets no name");
    }
    try (JpaKeyStore strict = open(database, "jobs", Unbound.REFUSE)) {
      assertFalse(strict.find(old.id()).orElseThrow().altered(), "it is bound by now");
      database.execute("UPDATE POSTERN_KEY SET BINDING = NULL, PRESUMED = 1");
      assertTrue(strict.find(old.id()).orElseThrow().altered());
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  @DisplayName("S-7: who forges what was written down at the upgrade gets nothing by it")
  void whoForgesWhatWasWrittenDownAtTheUpgradeGetsNothing(DatabaseKind product) throws Exception {
    TestDatabase database = product.newDatabase();
    StoredKey key;
    try (JpaKeyStore store = open(database, "jobs", Unbound.UPGRADED)) {
      key = TestKeys.insert(store, TestKeys.key(owner));
    }
    database.execute("UPDATE POSTERN_APPLICATION SET UNBOUND_UNTIL = 99999999999999");
    database.execute("UPDATE POSTERN_KEY SET BINDING = NULL, PRESUMED = 1");
    try (JpaKeyStore store = open(database, "jobs", Unbound.UPGRADED)) {
      assertTrue(store.find(key.id()).orElseThrow().altered());
    }
    database.execute("UPDATE POSTERN_KEY SET PRESUMED = 0");
    try (JpaKeyStore store = open(database, "jobs", Unbound.UPGRADED)) {
      TestKeys.insert(store, TestKeys.key(owner));
      database.execute("UPDATE POSTERN_KEY SET PRESUMED = 1 WHERE BINDING IS NULL");
      database.execute("DELETE FROM POSTERN_APPLICATION");
    }
    try (JpaKeyStore store = open(database, "jobs", Unbound.UPGRADED)) {
      assertTrue(
          store.find(key.id()).orElseThrow().altered(),
          "who has bound rows does not start for the first time");
    }
    try (JpaKeyStore store = open(database, "jobs", Unbound.BIND)) {
      assertFalse(
          store.find(key.id()).orElseThrow().altered(), "a setting says that all are taken");
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  @DisplayName(
      "S-7: without a setting, rows of before are taken where the application itself upgraded"
          + " the tables, also later")
  void withoutASettingWhereItUpgradedItself(DatabaseKind product) throws Exception {
    TestDatabase database = firstVersion(product);
    StoredKey old = insertOld(database, "a", 0);
    for (int start = 0; start < 2; start++) {
      try (JpaKeyStore store = open(database, "jobs", Unbound.AUTOMATIC)) {
        assertFalse(store.find(old.id()).orElseThrow().altered());
        assertEquals(
            Optional.of(LoginSource.SAML), store.lastLogin(owner).map(login -> login.source()));
      }
    }
    database.execute("DELETE FROM POSTERN_APPLICATION");
    for (int start = 0; start < 2; start++) {
      try (JpaKeyStore store = open(database, "jobs", Unbound.AUTOMATIC)) {
        assertTrue(store.find(old.id()).orElseThrow().altered(), "nobody upgraded anything now");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DatabaseKind.class)
  @DisplayName(
      "S-7: where somebody else ran the script, rows of before wait for a setting that says"
          + " so, and later ones for nothing")
  void whereSomebodyElseRanTheScript(DatabaseKind product) throws Exception {
    TestDatabase database = firstVersion(product);
    StoredKey old = insertOld(database, "a", 0);
    try (Database opened = database.open()) {
      assertTrue(new Schema(opened.dataSource(), PersistenceUnitDescriptor.TABLES).prepare(true));
      assertFalse(new Schema(opened.dataSource(), PersistenceUnitDescriptor.TABLES).prepare(true));
    }
    StoredKey bound;
    try (LogCapture log = new LogCapture();
        JpaKeyStore store = open(database, "jobs", Unbound.AUTOMATIC)) {
      assertTrue(store.find(old.id()).orElseThrow().altered());
      assertEquals(Optional.empty(), store.lastLogin(owner));
      bound = TestKeys.insert(store, TestKeys.key(new Owner("", "bea")));
      assertEquals(
          1,
          log.lines().stream()
              .filter(line -> line.contains("postern.unbound-keys=upgraded"))
              .count());
    }
    StoredKey late = insertOld(database, "c", 2);
    database.execute(
        "UPDATE POSTERN_KEY SET APPLICATION = 'jobs', PRESUMED = 1, CREATED_AT = CREATED_AT"
            + " + 1 WHERE KEY_ID = '"
            + late.id()
            + "'");
    for (Unbound setting : List.of(Unbound.REFUSE, Unbound.UPGRADED, Unbound.AUTOMATIC)) {
      try (JpaKeyStore store = open(database, "jobs", setting)) {
        assertEquals(
            setting != Unbound.UPGRADED,
            store.find(old.id()).orElseThrow().altered(),
            setting.name());
        assertTrue(store.find(late.id()).orElseThrow().altered(), setting.name());
        assertFalse(store.find(bound.id()).orElseThrow().altered());
      }
    }
  }

  @Test
  @DisplayName("S-7: a node that saw the upgrade says so where a faster one that did not has"
      + " registered the application")
  void aNodeThatSawTheUpgradeSaysSo() throws Exception {
    TestDatabase database = firstVersion(DatabaseKind.DERBY);
    StoredKey old = insertOld(database, "a", 0);
    try (Database opened = database.open()) {
      new Schema(opened.dataSource(), PersistenceUnitDescriptor.TABLES).prepare(true);
    }
    StoreOptions options = options("jobs", Unbound.AUTOMATIC);
    try (PersistenceUnit unit = new PersistenceUnit(database.open(), options, System::nanoTime)) {
      unit.open();
      assertEquals(0, unit.unboundUntil());
      assertEquals(
          old.createdAt().toEpochMilli(),
          EarlierRowAdoption.prepare(unit.factory(), options.rows(), true));
      assertEquals(
          old.createdAt().toEpochMilli(),
          EarlierRowAdoption.prepare(unit.factory(), options.rows(), false));
    }
  }

  @Test
  @DisplayName(
      "S-7: a first start takes no rows that say that they are from before 1970, nor what is"
          + " made of them later")
  void rowsFromBefore1970() throws Exception {
    TestDatabase database = DatabaseKind.DERBY.newDatabase();
    StoredKey key;
    try (JpaKeyStore store = open(database, "jobs", Unbound.AUTOMATIC)) {
      key = TestKeys.insert(store, TestKeys.key(owner));
    }
    database.execute("DELETE FROM POSTERN_APPLICATION");
    database.execute("UPDATE POSTERN_KEY SET BINDING = NULL, PRESUMED = 1, CREATED_AT = -99999999");
    database.execute("INSERT INTO POSTERN_OWNER (OWNER_KEY, APPLICATION, OWNER_HASH, OWNER_REALM,"
        + " OWNER_NAME, KNOWN, LOGIN_SOURCE, LOGIN_AT, SEEN_AT, ROW_VERSION) VALUES"
        + " ('x', 'jobs', 'x', '', 'x', 0, 'local', -99999999, 0, 0)");
    open(database, "jobs", Unbound.AUTOMATIC).close();
    database.execute("UPDATE POSTERN_KEY SET CREATED_AT = 1");
    for (Unbound setting : List.of(Unbound.AUTOMATIC, Unbound.UPGRADED)) {
      try (JpaKeyStore store = open(database, "jobs", setting)) {
        assertTrue(store.find(key.id()).orElseThrow().altered(), setting.name());
      }
    }
  }

  private static JpaKeyStore open(TestDatabase database, String application, Unbound unbound) {
    JpaKeyStore store =
        new JpaKeyStore(database.open(), options(application, unbound), new RecordingListener());
    store.start();
    return store;
  }

  private static StoreOptions options(String application, Unbound unbound) {
    return new StoreOptions(
        "second-" + System.nanoTime(),
        Optional.empty(),
        true,
        new RowRules(application, TestKeys.KEYRING.rowBinder(), unbound, false),
        Map.of());
  }

  private static TestDatabase firstVersion(DatabaseKind product) {
    TestDatabase database = product.newDatabase();
    try (Database created = database.open();
        Connection connection = created.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String command : product.commands(1)) {
        statement.execute(command);
      }
      statement.execute(
          "INSERT INTO POSTERN_LOGIN (OWNER_HASH, OWNER_REALM, OWNER_NAME, LOGIN_SOURCE,"
              + " LOGIN_AT, ROW_VERSION) VALUES ('"
              + Slots.of(new Owner("", "ann"))
              + "', '', 'ann', 'saml', 1, 0)");
      return database;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A row as version 1 wrote it. */
  private StoredKey insertOld(TestDatabase database, String name, int place) throws SQLException {
    StoredKey key = TestKeys.key(owner).build();
    String hash = Slots.of(owner);
    database.execute("INSERT INTO POSTERN_KEY (KEY_ID, DIGEST, DIGEST_ALGORITHM, OWNER_HASH,"
        + " OWNER_REALM, OWNER_NAME, CREATED_BY, LOGIN_SOURCE, KEY_NAME, ROLES, SCOPES,"
        + " NETWORKS, CREATED_AT, SERVICE, ACTIVE, REQUEST_SLOT, PLACE, ROW_VERSION)"
        + " VALUES ('"
        + key.id()
        + "', '"
        + key.digest().hex()
        + "', '"
        + key.digest().algorithm()
        + "', '"
        + hash
        + "', '', 'ann', 'ann', 'local', '"
        + name
        + "', '', '', '', "
        + key.createdAt().toEpochMilli()
        + ", 0, 1, '-/"
        + key.id()
        + "', '"
        + hash
        + "/"
        + place
        + "', 0)");
    return key;
  }
}
