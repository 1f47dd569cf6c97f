package sample.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.data.Database;
import sample.login.Login.Source;
import sample.web.RefusedException;

final class UsersTest {

  @TempDir
  Path folder;

  private Database database;
  private Users users;

  @BeforeEach
  void open() {
    database = Database.open(folder);
    users = new Users(database);
    users.add("alice", "Alice Moreau", "user", "alice");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstSingleSignOnMakesAUserAndLaterOnesKeepNameAndRolesFresh() {
    User first = users.remember("carol", "Carol", Set.of("user"), Source.SAML);
    User later =
        users.remember("carol", "Carol Smith", Set.of("user", "administrator"), Source.SAML);

    assertEquals(new User(first.id(), "carol", "Carol", Set.of("user"), Source.SAML, true), first);
    assertEquals(
        new User(
            first.id(), "carol", "Carol Smith", Set.of("user", "administrator"), Source.SAML, true),
        later);
    assertEquals(Optional.of(later), users.find("carol"));
  }

  @Test
  void aUserWithAPasswordIsNotOverwrittenByASingleSignOnOfTheSameName() {
    User alice = users.find("alice").orElseThrow();

    String message = assertThrows(
            RefusedException.class,
            () -> users.remember("alice", "Mallory", Set.of("administrator"), Source.SAML))
        .getMessage();

    assertTrue(
        message.startsWith("The user name alice belongs to somebody who signs in with a password"),
        message);
    assertEquals(Optional.of(alice), users.find("alice"));
    assertEquals(Optional.of(alice), users.check("alice", "alice"));
  }

  @Test
  void aDisabledUserOfTheSingleSignOnStaysDisabled() {
    users.remember("carol", "Carol", Set.of("user"), Source.SAML);
    users.enable("carol", false);

    assertFalse(users.remember("carol", "Carol", Set.of("user"), Source.SAML).enabled());
    assertThrows(RefusedException.class, () -> users.admit(saml("carol")));
  }

  @Test
  void nobodyIsAdmittedTheWayOfAnother() {
    users.remember("carol", "Carol", Set.of("user"), Source.SAML);

    assertThrows(RefusedException.class, () -> users.admit(saml("alice")));
    assertThrows(
        RefusedException.class,
        () -> users.admit(
            new Login("carol", Set.of("user"), Source.LOCAL, Instant.EPOCH, Optional.empty())));
    assertEquals("carol", users.admit(saml("carol")).name());
  }

  @Test
  void namesThatAreNoUserNamesAreRefusedInWords() {
    for (String name : new String[] {"", "  ", "x".repeat(61)}) {
      String message = assertThrows(
              RefusedException.class, () -> users.remember(name, "", Set.of(), Source.SAML))
          .getMessage();
      assertTrue(message.contains("It must have 1 to 60"), message);
    }
    assertEquals(
        "O'Brien; DROP <b>",
        users.remember("O'Brien; DROP <b>", " ", Set.of(), Source.SAML).fullName());
    assertEquals(
        120,
        users
            .remember("long", "x".repeat(500), Set.of(), Source.SAML)
            .fullName()
            .length());
    assertThrows(
        IllegalArgumentException.class, () -> users.remember("new", "New", Set.of(), Source.LOCAL));
  }

  @Test
  @DisplayName("S-26: a name that is not exactly the row's finds, changes and makes no user")
  void aNameThatIsNotExactlyTheRowsFindsNobody() {
    for (String name : new String[] {"alice ", "alice    ", "Alice", "alice\u0000", "\uff41lice"}) {
      assertEquals(Optional.empty(), users.find(name), name);
      assertEquals(Optional.empty(), users.check(name, "alice"), name);
      assertEquals(Optional.empty(), users.enable(name, false), name);
    }
    assertTrue(users.find("alice").orElseThrow().enabled());
    for (String name :
        new String[] {"alice ", " carol", "carol\u0000", "ca\nrol", "\uff43arol", "carol\u200b"}) {
      String message = assertThrows(
              RefusedException.class, () -> users.remember(name, "", Set.of(), Source.SAML), name)
          .getMessage();
      assertTrue(message.contains("spaces at its ends"), message);
    }
  }

  @Test
  void theIdOfARemovedUserIsGivenToNobodyElse() {
    long before = users.find("alice").orElseThrow().id();
    database.call(connection -> {
      try (Statement delete = connection.createStatement()) {
        return delete.executeUpdate("DELETE FROM app_user WHERE name = 'alice'");
      }
    });

    users.add("alice", "Alice Again", "user", "alice");

    assertTrue(users.find("alice").orElseThrow().id() > before);
  }

  @Test
  void theQueriesOfTheReadmeFindStatusAndRoles() {
    users.remember("carol", "Carol", Set.of("user", "administrator"), Source.SAML);
    users.enable("carol", false);

    String found = database.call(connection -> {
      try (PreparedStatement status =
              connection.prepareStatement("SELECT id, enabled FROM app_user WHERE name =" + " ?");
          PreparedStatement roles =
              connection.prepareStatement("SELECT r.role FROM app_user_role r JOIN"
                  + " app_user u ON u.id = r.user_id WHERE"
                  + " u.name = ?")) {
        status.setString(1, "carol");
        roles.setString(1, "carol");
        try (ResultSet row = status.executeQuery();
            ResultSet rows = roles.executeQuery()) {
          row.next();
          Set<String> names = new TreeSet<>();
          while (rows.next()) {
            names.add(rows.getString(1));
          }
          return row.getBoolean("enabled") + " " + names;
        }
      }
    });

    assertEquals("false [administrator, user]", found);
  }

  /** The time of an answer is that of the derivation, which dwarfs the rest. */
  @Test
  void anUnknownNameCostsAsManyDerivationsAsAKnownOneAndOfTheSameKind() {
    List<String> derived = new ArrayList<>();
    Users watched = new Users(database, (password, stored) -> {
      derived.add(stored.substring(0, stored.indexOf('$')) + " rounds");
      return Password.matches(password, stored);
    });
    watched.remember("carol", "Carol", Set.of("user"), Source.SAML);

    for (String name : new String[] {"alice", "mallory", "carol"}) {
      assertTrue(watched.check(name, "wrong").isEmpty(), name);
    }

    assertEquals(Collections.nCopies(3, derived.get(0)), derived);
  }

  @Test
  void aPasswordThatWasDerivedOtherwiseIsDerivedAnewAtTheNextLogin() {
    users.add("dora", "Dora", "user", "correct horse");
    setPassword("dora", Password.hash("correct horse", 1500));

    assertTrue(users.check("dora", "wrong").isEmpty());
    assertFalse(Password.isCurrent(password("dora")), "only who knows the password changes it");
    assertTrue(users.check("dora", "correct horse").isPresent());
    assertTrue(Password.isCurrent(password("dora")));
    assertTrue(users.check("dora", "correct horse").isPresent());
  }

  private void setPassword(String name, String stored) {
    database.call(connection -> {
      try (PreparedStatement update =
          connection.prepareStatement("UPDATE app_user SET password = ? WHERE name = ?")) {
        update.setString(1, stored);
        update.setString(2, name);
        return update.executeUpdate();
      }
    });
  }

  private String password(String name) {
    return database.call(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT password FROM app_user WHERE name = ?")) {
        select.setString(1, name);
        try (ResultSet rows = select.executeQuery()) {
          rows.next();
          return rows.getString(1);
        }
      }
    });
  }

  private static Login saml(String name) {
    return new Login(name, Set.of("user"), Source.SAML, Instant.EPOCH, Optional.empty());
  }
}
