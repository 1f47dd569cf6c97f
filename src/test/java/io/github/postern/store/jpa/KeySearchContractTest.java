package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.Activation;
import io.github.postern.key.Activation.PendingCondition;
import io.github.postern.key.KeyId;
import io.github.postern.key.KeyState;
import io.github.postern.key.LastLogin;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.key.Suspension;
import io.github.postern.store.Decision;
import io.github.postern.store.KeyQuery;
import io.github.postern.store.KeyStatistics;
import io.github.postern.store.KeyStore;
import io.github.postern.store.KeyUse;
import io.github.postern.store.Page;
import io.github.postern.store.StoredKey;
import io.github.postern.store.StoredKeyBuilder;
import io.github.postern.testing.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contract of {@link KeyStore} for searching. Each test looks at an organisation of its own.
 */
class KeySearchContractTest extends OnEverySetup {

  private static final Duration FRESHNESS = Duration.ofDays(30);
  private static final Suspension RULE = new Suspension(Optional.of(FRESHNESS), true);

  private final Owner owner = TestKeys.newOwner();
  private final String organisation = "organisation of " + owner.name();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 100})
  void pagesTogetherHaveEveryKeyOnceNewestFirst(int limit) {
    List<StoredKey> inserted = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      inserted.add(
          insert(key().createdAt(TestKeys.NOW.plusSeconds(i / 3)))); // some are equally old
    }
    List<StoredKey> found = new ArrayList<>();
    Optional<KeyQuery.Position> position = Optional.empty();
    do {
      Page<StoredKey, KeyQuery.Position> page =
          store.search(query(null, null, limit, position.orElse(null)));
      assertTrue(page.items().size() <= limit);
      found.addAll(page.items());
      position = page.next();
    } while (position.isPresent());
    assertEquals(7, found.size());
    assertEquals(ids(inserted), ids(found));
    for (int i = 1; i < found.size(); i++) {
      assertTrue(!found.get(i).createdAt().isAfter(found.get(i - 1).createdAt()));
    }
  }

  @ParameterizedTest
  @EnumSource(KeyState.class)
  void stateIsThatOfTheKeyAtTheInstantOfTheQuery(KeyState state) {
    Instant now = TestKeys.NOW;
    List<StoredKey> all = List.of(
        insert(key()),
        insert(key().expiresAt(now.plusMillis(1))),
        insert(key().expiresAt(now)),
        insert(key().expiresAt(now.minusMillis(1)).active(false)),
        insert(key().active(false)),
        insert(key().active(false).expiresAt(now.plusSeconds(1))),
        insert(key().supersededBy(TestKeys.newId())),
        insert(key().supersededBy(TestKeys.newId()).expiresAt(now)),
        insert(key().revokedAt(now)),
        insert(key().revokedAt(now).supersededBy(TestKeys.newId()).active(false)));
    assertEquals(
        ids(all.stream().filter(key -> key.state(now, RULE) == state).toList()),
        ids(store.search(query(state, null, 100, null)).items()));
  }

  @ParameterizedTest
  @EnumSource(KeyState.class)
  void whatTheOwnersLoginsSayCounts(KeyState state) {
    Instant now = TestKeys.NOW;
    Owner fresh = TestKeys.newOwner();
    Owner stale = TestKeys.newOwner();
    Owner moved = TestKeys.newOwner();
    log(fresh, LoginSource.SAML, now.minus(FRESHNESS).plusMillis(1));
    log(stale, LoginSource.SAML, now.minus(FRESHNESS));
    log(moved, LoginSource.LOCAL, now);
    List<StoredKey> all = List.of(
        insert(saml(fresh)),
        insert(saml(stale)),
        insert(saml(stale).service(true)),
        insert(saml(moved)),
        insert(saml(stale).active(false)),
        insert(saml(stale).expiresAt(now)),
        insert(saml(stale).revokedAt(now)),
        insert(saml(TestKeys.newOwner()).createdAt(now.minus(FRESHNESS))),
        insert(saml(TestKeys.newOwner()).createdAt(now.minus(FRESHNESS).plusMillis(1))),
        insert(saml(fresh).activation(Activation.awaiting(Set.of(PendingCondition.APPROVAL)))),
        insert(TestKeys.key(stale).organisation(organisation).loginSource(LoginSource.LOCAL)));
    List<StoredKey> read =
        all.stream().map(key -> store.find(key.id()).orElseThrow()).toList();
    assertEquals(
        ids(read.stream().filter(key -> key.state(now, RULE) == state).toList()),
        ids(store.search(query(state, null, 100, null)).items()));
  }

  private StoredKeyBuilder saml(Owner of) {
    return TestKeys.key(of).organisation(organisation).loginSource(LoginSource.SAML);
  }

  private static void log(Owner of, LoginSource source, Instant at) {
    Optional<Instant> samlAt = source == LoginSource.SAML ? Optional.of(at) : Optional.empty();
    store.changeAccount(
        of,
        ownerRecord -> new Decision<>(
            List.of(),
            List.of(),
            Optional.of(new LastLogin(source, at, samlAt, Optional.empty())),
            "done"));
  }

  @Test
  void keysAreFoundByWhoMadeThemTheLoginTheyCameFromAndHowLongTheyWereNotUsed() {
    Instant now = TestKeys.NOW;
    StoredKey own = insert(key().createdAt(now.minusSeconds(100)));
    StoredKey given = insert(key().createdBy("boss").createdAt(now.minusSeconds(100)));
    StoredKey samls = insert(saml(owner).createdAt(now.minusSeconds(100)));
    StoredKey young = insert(key().createdAt(now));
    store.recordUses(List.of(new KeyUse(own.id(), now, "10.0.0.1")), now);
    store.recordUses(List.of(new KeyUse(samls.id(), now.minusSeconds(90), "10.0.0.1")), now);
    Instant since = now.minusSeconds(50);
    assertEquals(
        ids(List.of(given)),
        found(new KeyQuery.Filter(organisation, null, "boss", null, null, null, null)));
    assertEquals(
        ids(List.of(samls)),
        found(new KeyQuery.Filter(organisation, null, null, LoginSource.SAML, null, null, null)));
    assertEquals(
        ids(List.of(given, samls)),
        found(new KeyQuery.Filter(organisation, null, null, null, null, since, null)));
    assertEquals(
        ids(List.of(own, given, samls)),
        found(new KeyQuery.Filter(organisation, null, null, null, null, null, now)));
    assertEquals(ids(List.of(own, given, samls, young)), found(KeyQuery.Filter.of(organisation)));
  }

  @Test
  void keysAreCountedAsTheyAreFound() {
    Instant now = TestKeys.NOW;
    insert(key());
    insert(key().expiresAt(now.plus(Duration.ofDays(7))));
    insert(key().expiresAt(now.plus(Duration.ofDays(7)).plusMillis(1)));
    insert(key().expiresAt(now.plus(Duration.ofDays(4000))));
    insert(key().expiresAt(now));
    insert(key().active(false));
    insert(key().revokedAt(now));
    KeyStatistics counted = store.statistics(query(null, null, 1, null), List.of(7, 30));
    assertEquals(4, counted.states().get(KeyState.ACTIVE));
    assertEquals(1, counted.states().get(KeyState.EXPIRED));
    assertEquals(1, counted.states().get(KeyState.INACTIVE));
    assertEquals(0, counted.states().get(KeyState.SUSPENDED));
    assertEquals(List.of(1L, 1L, 1L), counted.endings());
    assertEquals(1, counted.endless());
  }

  @Test
  void manyAreRevokedAtOnceAndTheirPlacesAreFreeThen() {
    StoredKey first = insert(key().slot(0).idempotencyKey("token-1"));
    StoredKey second = insert(key().slot(1));
    StoredKey other = insert(key().slot(2));
    List<KeyId> both = List.of(first.id(), second.id());
    assertEquals(2, store.revoke(both, TestKeys.NOW));
    assertEquals(0, store.revoke(both, TestKeys.NOW));
    assertEquals(0, store.revoke(List.of(), TestKeys.NOW));
    assertEquals(
        Optional.of(TestKeys.NOW), otherNode.find(first.id()).orElseThrow().revokedAt());
    assertEquals(
        List.of(other.id()), store.keysOf(owner).stream().map(StoredKey::id).toList());
    insert(key().slot(0).idempotencyKey("token-1"));
  }

  private Set<String> found(KeyQuery.Filter filter) {
    return ids(
        store.search(new KeyQuery(filter, null, TestKeys.NOW, RULE, 100, null)).items());
  }

  @Test
  void withoutAStateEverythingIsFoundThatIsNotRevoked() {
    StoredKey expired = insert(key().expiresAt(TestKeys.NOW.minusSeconds(1)));
    insert(key().revokedAt(TestKeys.NOW));
    assertEquals(
        ids(List.of(expired)), ids(store.search(query(null, null, 100, null)).items()));
  }

  @Test
  void textIsLookedForInNamesAndOwnersAndIdsInAnyCase() {
    StoredKey key = insert(key().name("Nightly Import"));
    insert(key().owner(new Owner("", "somebody else")).name("other"));
    String partOfId = key.id().value().substring(3, 12);
    for (String text :
        List.of("nightly", "LY IMP", " import ", owner.name().toUpperCase(), partOfId)) {
      assertEquals(
          ids(List.of(key)), ids(store.search(query(null, text, 100, null)).items()), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "a_b", "what!", "back\\slash", "it's", "[x]"})
  void charactersThatMeanSomethingInPatternsMeanThemselves(String name) {
    StoredKey key = insert(key().name(name));
    insert(key().name("100 axb what back slash its x"));
    assertEquals(
        ids(List.of(key)), ids(store.search(query(null, name, 100, null)).items()));
  }

  @Test
  void ownerAndOrganisationAreMatchedExactlyWhateverTheCollation() {
    StoredKey key = insert(key());
    insert(key().owner(new Owner("", owner.name().toUpperCase())));
    TestKeys.insert(store, key().organisation(organisation.toUpperCase()));
    assertEquals(
        ids(List.of(key)),
        ids(store
            .search(new KeyQuery(
                new KeyQuery.Filter(organisation, owner.name(), null, null, null, null, null),
                null,
                TestKeys.NOW,
                RULE,
                1,
                null))
            .items()));
    assertEquals(
        List.of(),
        store
            .search(new KeyQuery(
                KeyQuery.Filter.of(organisation.toLowerCase() + " "),
                null,
                TestKeys.NOW,
                RULE,
                100,
                null))
            .items());
  }

  @Test
  void rowsThatOnlyLookAlikeDoNotEndAPage() {
    StoredKey key = insert(key().createdAt(TestKeys.NOW.minusSeconds(60)));
    for (int i = 0; i < 5; i++) {
      TestKeys.insert(store, key().organisation(organisation.toUpperCase()));
    }
    Page<StoredKey, KeyQuery.Position> page = store.search(query(null, null, 1, null));
    assertEquals(ids(List.of(key)), ids(page.items()));
    assertEquals(Optional.empty(), page.next());
  }

  private StoredKeyBuilder key() {
    return TestKeys.key(owner).organisation(organisation);
  }

  private static StoredKey insert(StoredKeyBuilder key) {
    return TestKeys.insert(store, key);
  }

  private KeyQuery query(KeyState state, String text, int limit, KeyQuery.Position after) {
    return new KeyQuery(
        new KeyQuery.Filter(organisation, null, null, null, text, null, null),
        state,
        TestKeys.NOW,
        RULE,
        limit,
        after);
  }

  private static Set<String> ids(List<StoredKey> keys) {
    return keys.stream()
        .map(StoredKey::id)
        .map(KeyId::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
