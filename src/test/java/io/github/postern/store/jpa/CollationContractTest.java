package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyState;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Suspension;
import io.github.postern.store.DailyUsage;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.OwnerRecord;
import io.github.postern.store.StoredKey;
import io.github.postern.testing.TestKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Names that some databases take for one: by case, by accents, by spaces at the end. To the store
 * they are different.
 */
class CollationContractTest extends OnEverySetup {

  private static final List<String> ALIKE =
      List.of("alice", "Alice", "ALICE", "alice ", "alicé", "älice", "ALİCE");

  private final String realm = TestKeys.newOwner().name();
  private final List<Owner> owners =
      ALIKE.stream().map(name -> new Owner(realm, name + realm.substring(6))).toList();
  private final List<StoredKey> keys = new ArrayList<>();

  /**
   * Each owner has a key that takes the first place and answers the same request, and an
   * organisation alike.
   */
  @BeforeEach
  void oneKeyEach() {
    for (Owner owner : owners) {
      keys.add(TestKeys.insert(
          store,
          TestKeys.key(owner)
              .slot(0)
              .idempotencyKey("token-1")
              .createdBy(owner.name())
              .organisation(owner.name())));
    }
  }

  @Test
  @DisplayName("F-17: each owner sees the own key only")
  void eachOwnerSeesTheOwnKeyOnly() {
    for (int i = 0; i < owners.size(); i++) {
      assertEquals(
          List.of(keys.get(i).id()), KeyStoreContractTest.ids(otherNode.keysOf(owners.get(i))));
    }
  }

  @Test
  @DisplayName("F-17: no owner replaces or revokes another's key, or takes another's place")
  void noOwnerReplacesAnothersKey() {
    for (int i = 0; i < owners.size(); i++) {
      StoredKey old = keys.get(i);
      StoredKey next =
          TestKeys.key(owners.get(i)).slot(0).idempotencyKey("token-1").build();
      store.<Void>change(owners.get(i), own -> {
        assertEquals(1, own.size());
        return new Decision<>(List.of(next), List.of(TestKeys.revoked(own.get(0))), null);
      });
      assertTrue(otherNode.find(old.id()).orElseThrow().revokedAt().isPresent());
      keys.set(i, next);
      eachOwnerSeesTheOwnKeyOnly();
    }
  }

  @Test
  @DisplayName("F-17: each owner has a last login of their own")
  void eachOwnerHasALastLoginOfTheirOwn() {
    for (int i = 0; i < owners.size(); i++) {
      LastLogin login = new LastLogin(
          LoginSource.LOCAL, TestKeys.NOW.plusSeconds(i), Optional.empty(), Optional.empty());
      store.<Void>changeAccount(owners.get(i), ownerRecord -> {
        assertEquals(Optional.empty(), ownerRecord.login());
        return new Decision<>(List.of(), List.of(), Optional.of(login), null);
      });
    }
    for (int i = 0; i < owners.size(); i++) {
      OwnerRecord ownerRecord =
          otherNode.<OwnerRecord>changeAccount(owners.get(i), Decision::nothing);
      assertEquals(
          TestKeys.NOW.plusSeconds(i), ownerRecord.login().orElseThrow().at());
    }
  }

  @Test
  @DisplayName("F-17: searches find, and statistics count, what was asked for and nothing alike")
  void searchesAndStatisticsTakeNamesExactly() {
    for (int i = 0; i < owners.size(); i++) {
      String name = owners.get(i).name();
      for (KeyQuery.Filter filter : List.of(
          KeyQuery.Filter.of(name),
          new KeyQuery.Filter(null, name, null, null, null, null, null),
          new KeyQuery.Filter(null, null, name, null, null, null, null))) {
        KeyQuery query = new KeyQuery(filter, null, TestKeys.NOW, Suspension.NEVER, 2, null);
        assertEquals(
            List.of(keys.get(i).id()),
            KeyStoreContractTest.ids(store.search(query).items()));
        assertEquals(Optional.empty(), store.search(query).next());
        assertEquals(1, store.statistics(query, List.of(7)).states().get(KeyState.ACTIVE));
        assertEquals(1, store.statistics(query, List.of(7)).endless());
      }
    }
  }

  @Test
  @DisplayName("F-17: uses are counted for each organisation, whoever is called alike")
  void usesAreCountedForEachOrganisation() {
    LocalDate day = LocalDate.of(2026, 11, 21);
    for (int i = 0; i < owners.size(); i++) {
      store.addUses(owners.get(i).name(), new DailyUsage(day, i + 1, 0));
    }
    for (int i = 0; i < owners.size(); i++) {
      assertEquals(
          List.of(new DailyUsage(day, i + 1, 0)), otherNode.uses(owners.get(i).name(), day));
    }
  }

  /**
   * Shows that the tests above would fail in some of the databases if names were asked for there.
   */
  @Test
  void someDatabasesTakeThemForOne() throws Exception {
    String alike = database
        .values("SELECT COUNT(*) FROM POSTERN_KEY WHERE OWNER_NAME = '"
            + owners.get(0).name()
            + "'")
        .get(0);
    assertEquals(setup.alike(), Integer.parseInt(alike) > 1, alike);
  }
}
