package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of the queries about an owner, on real databases. */
class SqlDirectoryTest {

  static List<Users> databases() {
    return List.of(Users.derby(), Users.h2(), Users.h2IgnoringCase(), Users.postgres());
  }

  @ParameterizedTest
  @MethodSource("databases")
  void activeDisabledAndGoneAreToldApart(Users users) {
    try (ConfiguredDirectory directory = users.directory()) {
      directory.start();
      assertEquals(
          OwnerStatus.active(Set.of("user", "editor"))
              .withOrganisation("north")
              .withSource(LoginSource.SAML)
              .withId("1"),
          directory.status(Owner.of("alice")));
      assertEquals(OwnerStatus.disabled().withId("2"), directory.status(Owner.of("bob")));
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of("carol")));
      users.execute("UPDATE users SET active = FALSE WHERE name = 'alice'");
      assertEquals(Presence.DISABLED, directory.status(Owner.of("alice")).presence());
      users.execute("DELETE FROM user_roles WHERE role = 'editor'");
      users.execute("UPDATE users SET active = TRUE WHERE name = 'alice'");
      assertEquals(Set.of("user"), directory.status(Owner.of("alice")).roles());
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  @DisplayName("F-4: a person who was given the name of a former one has another id")
  void aLaterPersonHasAnotherId(Users users) {
    try (ConfiguredDirectory directory = users.directory()) {
      Optional<String> before = directory.status(Owner.of("alice")).id();
      users.execute("DELETE FROM users WHERE name = 'alice'");
      users.execute("INSERT INTO users VALUES (9, 'alice', TRUE, NULL, NULL, NULL)");
      assertEquals(Optional.of("1"), before);
      assertEquals(Optional.of("9"), directory.status(Owner.of("alice")).id());
    }
  }

  @ParameterizedTest
  @MethodSource("databases")
  void namesAreValuesAndNeverSql(Users users) {
    try (ConfiguredDirectory directory = users.directory()) {
      for (String name : List.of(
          "' OR '1'='1",
          "alice' --",
          "alice'; DROP TABLE users; --",
          "alice\\' OR 1=1 --",
          "%",
          "a_ice",
          "?",
          "alice UNION SELECT",
          "\u00e4lice",
          "ali\u200bce",
          "' || 'alice")) {
        assertEquals(OwnerStatus.gone(), directory.status(Owner.of(name)), name);
      }
      assertTrue(directory.status(Owner.of("o'brien")).active());
    }
  }

  @Test
  void whereTheDatabaseIgnoresCaseTheColumnNameTellsPeopleApart() {
    Users users = Users.h2IgnoringCase();
    users.execute("INSERT INTO users VALUES (7, 'Alice', TRUE, NULL, NULL, NULL)");
    try (ConfiguredDirectory exact = users.directory();
        ConfiguredDirectory loose =
            users.directory("SELECT id, active FROM users WHERE name = ?")) {
      assertEquals(Optional.of("1"), exact.status(Owner.of("alice")).id());
      assertEquals(Optional.of("7"), exact.status(Owner.of("Alice")).id());
      assertEquals(OwnerStatus.gone(), exact.status(Owner.of("ALICE")));
      assertRefused(loose, "alice", "more than one row");
    }
  }

  @Test
  void spacesThatFillAColumnOfFixedLengthBelongToNoName() {
    for (Users users : List.of(Users.derby(), Users.postgres())) {
      users.execute("CREATE TABLE people (id INT, name CHAR(20))");
      users.execute("INSERT INTO people VALUES (4, 'alice')");
      try (ConfiguredDirectory directory =
          users.directory("SELECT id, name FROM people WHERE name = ?")) {
        assertTrue(directory.status(Owner.of("alice")).active());
        assertEquals(OwnerStatus.gone(), directory.status(Owner.of("alice ")));
      }
    }
  }

  @Test
  void theSecondPlaceIsTheRealm() {
    Users users = Users.derby();
    try (ConfiguredDirectory directory =
        users.directory("SELECT id FROM users WHERE name = ? AND COALESCE(organisation, '') = ?")) {
      assertTrue(directory.status(new Owner("north", "alice")).active());
      assertEquals(OwnerStatus.gone(), directory.status(new Owner("south", "alice")));
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of("alice")));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "active,yes,true",
    "active,TRUE,true",
    "active,T,true",
    "active,1,true",
    "active,' Y ',true",
    "active,Active,true",
    "active,no,false",
    "active,n,false",
    "active,0,false",
    "active,f,false",
    "active,locked,false",
    "active,inactive,false",
    "disabled,no,true",
    "disabled,1,false",
    "locked,false,true",
    "locked,yes,false"
  })
  void wordsSayWhetherAnOwnerIsActive(String column, String word, boolean active) {
    Users users = Users.h2();
    users.execute("UPDATE users SET word = '" + word + "'");
    try (ConfiguredDirectory directory =
        users.directory("SELECT id, word AS " + column + " FROM users WHERE name = ?")) {
      assertEquals(active, directory.status(Owner.of("alice")).active());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "active,''",
    "active,perhaps",
    "active,2",
    "active,-1",
    "active,null",
    "disabled,active",
    "disabled,null",
    "locked,''"
  })
  void anyOtherWordLetsNobodyIn(String column, String word) {
    Users users = Users.derby();
    users.execute("UPDATE users SET word = " + (word.equals("null") ? "NULL" : "'" + word + "'"));
    try (ConfiguredDirectory directory =
        users.directory("SELECT id, word AS " + column + " FROM users WHERE name = ?")) {
      assertRefused(directory, "alice", "'" + column + "'");
      users.execute("UPDATE users SET word = '"
          + (column.equals("active") ? "1" : "0")
          + "' WHERE name = 'o''brien'");
      assertTrue(
          directory.status(Owner.of("o'brien")).active(), "the others are not held up by it");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id + 1 AS active FROM users WHERE name = ?",
        "SELECT source AS id FROM users WHERE name = ?",
        "SELECT id, word AS source FROM users WHERE name = ?",
        "SELECT id FROM users WHERE name = ? OR 1 = 1"
      })
  void anAnswerThatMakesNoSenseLetsNobodyIn(String query) {
    Users users = Users.postgres();
    users.execute("UPDATE users SET source = NULL");
    try (ConfiguredDirectory directory = users.directory(query)) {
      assertRefused(directory, "alice", "postern.owners.query");
    }
  }

  @Test
  void numbersAndBinaryIdsAreRead() {
    Users users = Users.derby();
    users.execute(
        "CREATE TABLE people (uid CHAR(4) FOR BIT DATA, name VARCHAR(50), off" + " DECIMAL(3,1))");
    users.execute(
        "INSERT INTO people VALUES (X'00ABCDEF', 'alice', 0.0), (X'00ABCDEE', 'bob', 1.0)");
    try (ConfiguredDirectory directory =
        users.directory("SELECT uid AS id, off AS locked FROM people WHERE name = ?")) {
      assertEquals(Optional.of("00abcdef"), directory.status(Owner.of("alice")).id());
      assertTrue(directory.status(Owner.of("alice")).active());
      assertEquals(Presence.DISABLED, directory.status(Owner.of("bob")).presence());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word::bytea",
        "current_date",
        "true",
        "now()",
        "json_build_object('hash', 1)",
        "ARRAY[word]",
        "users"
      })
  @DisplayName("N-1: a column that is no text is no organisation")
  void aColumnThatIsNoTextIsNoOrganisation(String expression) {
    try (ConfiguredDirectory directory = Users.postgres()
        .directory("SELECT id, " + expression + " AS organisation FROM users WHERE name = ?")) {
      assertRefused(directory, "alice", "'organisation' of the type");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "word::bytea",
        "current_date",
        "true",
        "jsonb_build_object('hash', 1)",
        "users",
        "ARRAY[word::bytea]",
        "ARRAY[current_date]"
      })
  @DisplayName("N-1: a column that is no text holds no roles")
  void aColumnThatIsNoTextHoldsNoRoles(String expression) {
    Users users = Users.postgres();
    try (ConfiguredDirectory directory = Users.on(
        Database.jdbc(users.url(), null, null),
        Users.QUERY,
        Optional.of("SELECT " + expression + " AS role FROM users WHERE name = ?"))) {
      assertRefused(directory, "alice", "'role' of the type");
    }
  }

  @Test
  @DisplayName(
      "N-1: the elements of an array are the roles, and not what the driver writes for all of"
          + " them")
  void theElementsOfAnArrayAreRoles() {
    Users users = Users.postgres();
    try (ConfiguredDirectory directory = Users.on(
        Database.jdbc(users.url(), null, null),
        Users.QUERY,
        Optional.of("SELECT ARRAY['admin', NULL, 'user'] FROM users WHERE name = ?"))) {
      assertEquals(Set.of("admin", "user"), directory.status(Owner.of("alice")).roles());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM users",
        "SELECT id FROM users WHERE name = '?'",
        "SELECT id FROM users -- ?",
        "SELECT ? AS a, ? AS b, ? AS c",
        "DELETE FROM users WHERE name = ?",
        "CALL who(?)",
        "",
        "SELECTED ?",
        "SELECT id FROM users WHERE name = ?;",
        "SELECT id FROM users WHERE name = ?; DELETE FROM users"
      })
  void aQueryThatIsNoneIsRefused(String query) {
    assertThrows(IllegalArgumentException.class, () -> SqlQuery.parse(query));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT '?' FROM users WHERE name = ? | 1",
        "(select 1 from t where a=? and b=?) | 2",
        "/* who? */ WITH u AS (SELECT 1) SELECT \"a;b?\" FROM u WHERE name = ? -- why? | 1",
        "VALUES (?) | 1"
      })
  void placeholdersAreCountedOutsideOfQuotesAndComments(String query, int parameters) {
    assertEquals(parameters, SqlQuery.parse(query).parameters());
  }

  private static void assertRefused(ConfiguredDirectory directory, String name, String said) {
    String message = assertThrows(
            KeysUnavailableException.class, () -> directory.status(Owner.of(name)))
        .getMessage();
    assertTrue(message.contains(said), message);
  }
}
