package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Activation;
import io.github.postern.key.KeyId;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginProfile;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Suspension;
import io.github.postern.spi.KeyEvent;
import io.github.postern.store.DailyRefusedUses;
import io.github.postern.store.Decision;
import io.github.postern.store.DisabledBy;
import io.github.postern.store.EventQuery;
import io.github.postern.store.KeyUsage;
import io.github.postern.store.KeyUse;
import io.github.postern.store.Requester;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Rows are authenticated under the pepper, so who can only write to the database can make none and
 * widen none.
 */
class RowBindingContractTest extends OnEverySetup {

  private final Owner owner = TestKeys.newOwner();

  @Test
  @DisplayName("S-7: whatever decides in a row cannot be changed behind the back of the store")
  void whateverDecidesInARowCannotBeChangedBehindTheBackOfTheStore() throws Exception {
    for (String change : List.of(
        "OWNER_NAME = 'mallory'",
        "OWNER_REALM = 'elsewhere'",
        "OWNER_ID = '1'",
        "ROLES = 'admin'",
        "SCOPES = NULL",
        "NETWORKS = NULL",
        "EXPIRES_AT = NULL",
        "EXPIRES_AT = 99999999999999",
        "AWAITS = NULL",
        "ORGANISATION = 'b'",
        "CREATED_BY = 'mallory'",
        "REQUESTED_BY = 'mallory'",
        "LOGIN_SOURCE = 'saml'",
        "CREATED_AT = CREATED_AT + 1",
        "SERVICE = 1",
        "ACTIVE = 0",
        "DISABLED_BY = NULL, DISABLED_AT = NULL",
        "DIGEST_ALGORITHM = 'sha256'",
        "SUPERSEDED_BY = 'aaaaaaaaaaaaaaaa'",
        "REVOKED_AT = 1",
        "BINDING = NULL",
        "BINDING = '-'",
        "OWNER_HASH = 'x'",
        "DISABLED_AT = NULL",
        "ROTATED_AT = 1",
        "SESSION_END = 1",
        "APPROVED_BY = 'mallory'",
        "BINDING = 'hmac-sha256/p1:00'",
        "PRESUMED = 1, BINDING = NULL")) {
      StoredKey key = TestKeys.insert(store, narrow());
      assertFalse(otherNode.find(key.id()).orElseThrow().altered());
      if (!execute(change, key)) {
        continue; // a column that is never null in this database
      }
      assertTrue(otherNode.find(key.id()).orElseThrow().altered(), change);
    }
  }

  private StoredKeyBuilder narrow() {
    return TestKeys.key(owner)
        .roles(Set.of("clerk"))
        .scopes(Set.of("read"))
        .networks(Set.of("10.0.0.0/8"))
        .expiresAt(TestKeys.NOW.plusSeconds(60))
        .organisation("a")
        .requester(new Requester("bob", Optional.of("7")))
        .disabledBy(new DisabledBy("carol", TestKeys.NOW))
        .activation(Activation.awaiting(Set.of(Activation.PendingCondition.APPROVAL)));
  }

  private boolean execute(String change, StoredKey key) throws SQLException {
    try {
      assertEquals(
          1,
          database.execute(
              "UPDATE POSTERN_KEY SET " + change + " WHERE KEY_ID = '" + key.id() + "'"),
          change);
      return true;
    } catch (SQLException e) {
      assertTrue(change.endsWith("= NULL"), () -> change + ": " + e.getMessage());
      return false;
    }
  }

  @Test
  @DisplayName("S-7: a row that somebody inserts beside the store is not believed")
  void aRowThatSomebodyInsertsBesideTheStoreIsNotBelieved() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner).slot(0));
    assertEquals(
        1,
        database.execute("UPDATE POSTERN_KEY SET KEY_ID = 'bbbbbbbbbbbbbbbb' WHERE KEY_ID = '"
            + key.id()
            + "'"));
    assertTrue(store.find(new KeyId("bbbbbbbbbbbbbbbb")).orElseThrow().altered());
    database.execute("DELETE FROM POSTERN_KEY WHERE KEY_ID = 'bbbbbbbbbbbbbbbb'");
  }

  @Test
  void whatOnlyTellsOfAKeyMayBeChangedAndAltersNothing() throws Exception {
    StoredKey key = TestKeys.insert(store, narrow());
    for (String change : List.of(
        "KEY_NAME = 'x'",
        "DESCRIPTION = 'x'",
        "USED_AT = 1",
        "REFUSED_AT = 1",
        "SEEN_IN_URL_AT = 1",
        "SEEN_IN_CLEAR_AT = 1",
        "REFUSED_COUNT = 1")) {
      execute(change, key);
      assertFalse(store.find(key.id()).orElseThrow().altered(), change);
    }
  }

  @Test
  @DisplayName("S-7: a change by the store binds anew what it changed, and changes nothing in an"
      + " altered row")
  void aChangeBindsAnewAndChangesNothingInAnAlteredRow() throws Exception {
    StoredKey key = TestKeys.insert(store, narrow());
    TestKeys.update(
        store, key, builder -> builder.roles(Set.of("reader")).active(false).name("renamed"));
    assertFalse(otherNode.find(key.id()).orElseThrow().altered());
    execute("ROLES = 'admin'", key);
    TestKeys.update(store, key, builder -> builder.name("renamed again"));
    StoredKey read = otherNode.find(key.id()).orElseThrow();
    assertEquals("renamed", read.name());
    assertTrue(read.altered());
    assertFalse(read.usable(TestKeys.NOW, Suspension.NEVER));
  }

  @Test
  @DisplayName("S-7: what was revoked with many others is not brought back by a statement")
  void whatWasRevokedWithManyOthersIsNotBroughtBack() throws Exception {
    StoredKey key = TestKeys.insert(store, narrow());
    assertEquals(1, store.revoke(List.of(key.id()), TestKeys.NOW));
    execute("REVOKED_AT = NULL", key);
    assertTrue(store.find(key.id()).orElseThrow().altered());
  }

  @Test
  @DisplayName(
      "S-7: what a login told of a user cannot be changed either; then it counts as not told")
  void whatALoginToldCannotBeChangedEither() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    LoginProfile profile = new LoginProfile(
        Set.of("clerk"), Optional.of("7"), Optional.empty(), Optional.empty(), Optional.of("a"));
    for (String change : List.of(
        "ROLES = 'admin'",
        "OWNER_ID = '8'",
        "ORGANISATION = 'b'",
        "LOGIN_SOURCE = 'saml'",
        "LOGIN_AT = LOGIN_AT + 1",
        "SAML_LOGIN_AT = 1",
        "OWNER_HASH = 'x'",
        "KNOWN = 0, ROLES = 'admin'",
        "BINDING = NULL")) {
      LastLogin login = new LastLogin(
          LoginSource.LOCAL,
          TestKeys.NOW,
          Optional.empty(),
          Optional.empty(),
          Optional.of(profile));
      store.<Void>changeAccount(
          owner, ownerRecord -> new Decision<>(List.of(), List.of(), Optional.of(login), null));
      assertEquals(Optional.of(login), store.lastLogin(owner));
      database.execute(
          "UPDATE POSTERN_OWNER SET " + change + " WHERE OWNER_NAME = '" + owner.name() + "'");
      assertEquals(Optional.empty(), store.lastLogin(owner).flatMap(LastLogin::profile), change);
      assertEquals(
          Optional.empty(),
          store.find(key.id()).orElseThrow().ownerLogin().flatMap(LastLogin::profile),
          change);
      database.execute("DELETE FROM POSTERN_OWNER WHERE OWNER_NAME = '" + owner.name() + "'");
    }
  }

  @Test
  @DisplayName("N-7: the rows of one application are not there for another, and one that is moved"
      + " there is not believed")
  void theRowsOfOneApplicationAreNotThereForAnother() throws Exception {
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner).slot(0).idempotencyKey("once"));
    store.record(
        new KeyEvent(KeyEvent.Type.CREATED, TestKeys.NOW, key.id(), "x", owner, "x", null, null));
    store.<Void>changeAccount(
        owner,
        ownerRecord -> new Decision<>(
            List.of(),
            List.of(),
            Optional.of(
                new LastLogin(LoginSource.LOCAL, TestKeys.NOW, Optional.empty(), Optional.empty())),
            null));
    try (JpaKeyStore other = new JpaKeyStore(
        database.open(), setup.options("node-c", "tests2"), new RecordingListener())) {
      other.start();
      assertEquals(Optional.empty(), other.find(key.id()));
      assertEquals(Optional.empty(), other.findPresented(key.id()));
      assertEquals(Optional.empty(), other.findByDigest(List.of(key.digest())));
      assertTrue(other.isTaken(List.of(key.digest())), "the column is unique in the database");
      assertEquals(List.of(), other.keysOf(owner));
      assertEquals(List.of(), other.events(EventQuery.newest(key.id(), 10)).items());
      assertEquals(Optional.empty(), other.lastLogin(owner));
      assertEquals(0, other.revoke(List.of(key.id()), TestKeys.NOW));
      other.recordUses(List.of(new KeyUse(key.id(), TestKeys.NOW, "192.0.2.1")), TestKeys.NOW);
      other.recordRefusedUses(
          List.of(new DailyRefusedUses(key.id(), TestKeys.NOW, "192.0.2.1", "network", 3)));
      other.recordSeenInUrl(key.id(), TestKeys.NOW);
      other.recordSeenInClear(key.id(), TestKeys.NOW);
      KeyUsage untouched = store.find(key.id()).orElseThrow().usage();
      assertEquals(KeyUsage.NONE, untouched);
      StoredKey own = TestKeys.insert(other, TestKeys.key(owner).slot(0).idempotencyKey("once"));
      assertEquals(
          List.of(own.id()), other.keysOf(owner).stream().map(StoredKey::id).toList());
      assertEquals(
          List.of(key.id()), store.keysOf(owner).stream().map(StoredKey::id).toList());
      execute("APPLICATION = 'tests2', OWNER_NAME = OWNER_NAME", key);
      assertTrue(other.find(key.id()).orElseThrow().altered());
    }
  }

  @Test
  @DisplayName("S-7: a key that is filed under another owner has none of that owner's roles")
  void aKeyThatIsFiledUnderAnotherOwnerHasNoneOfTheirRoles() throws Exception {
    Owner root = TestKeys.newOwner();
    StoredKey key = TestKeys.insert(store, TestKeys.key(owner));
    store.<Void>changeAccount(
        root,
        ownerRecord -> new Decision<>(
            List.of(),
            List.of(),
            Optional.of(new LastLogin(
                LoginSource.LOCAL,
                TestKeys.NOW,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LoginProfile(
                    Set.of("administrator"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))),
            null));
    execute("OWNER_HASH = '" + Slots.of(root) + "'", key);
    StoredKey read = store.find(key.id()).orElseThrow();
    assertTrue(read.altered());
    assertEquals(Optional.empty(), read.ownerLogin());
  }
}
