package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of a real LDAP server about an owner. */
class LdapDirectoryTest {

  private static final String BY_UID = "(uid={0})";
  private static final DisabledRule AD = DisabledRule.parse("userAccountControl bit 2");

  private LdapServer server;

  @BeforeEach
  void start() throws Exception {
    server = LdapServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void activeDisabledAndGoneAreToldApart() throws Exception {
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null, AD)) {
      directory.start();
      assertEquals(
          OwnerStatus.active(Set.of("user", "Editor, chief", "administrator"))
              .withOrganisation("north"),
          directory.status(Owner.of("alice")));
      assertEquals(OwnerStatus.disabled(), directory.status(Owner.of("bob")));
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of("carol")));
      server.set("alice", "memberOf", "cn=user,ou=groups," + LdapServer.BASE);
      assertEquals(Set.of("user"), directory.status(Owner.of("alice")).roles());
      server.set("alice", "userAccountControl", "66050");
      assertEquals(Presence.DISABLED, directory.status(Owner.of("alice")).presence());
      server.remove("alice");
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of("alice")));
    }
  }

  @Test
  @DisplayName("N-1: bytes are no role, and no reason to let somebody in")
  void bytesAreNoRole() throws Exception {
    server.set("alice", "userPassword", "hunter2");
    for (ConfiguredDirectory of : new ConfiguredDirectory[] {
      server.directory(BY_UID, null, "userPassword", null),
      server.directory(BY_UID, null, "memberOf", null, DisabledRule.parse("userPassword = hunter2"))
    }) {
      try (ConfiguredDirectory directory = of) {
        String message = assertThrows(
                KeysUnavailableException.class, () -> directory.status(Owner.of("alice")))
            .getMessage();
        assertTrue(
            message.contains("userPassword")
                && message.contains("bytes")
                && !message.contains("hunter2"),
            message);
      }
    }
  }

  @Test
  void onlyGroupsBelowTheGivenOneAreRoles() {
    try (ConfiguredDirectory directory =
        server.directory(BY_UID, null, "memberOf", "OU=groups, dc=example,dc=com", AD)) {
      assertEquals(
          Set.of("user", "Editor, chief"), directory.status(Owner.of("alice")).roles());
    }
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "employeeType", null, AD)) {
      assertEquals(Set.of("staff", "a/b"), directory.status(Owner.of("alice")).roles());
    }
  }

  @Test
  @DisplayName("F-4: a person who was given the name of a former one has another id")
  void aLaterPersonHasAnotherId() throws Exception {
    try (ConfiguredDirectory directory = server.directory(BY_UID, "entryUUID", null, null)) {
      Optional<String> before = directory.status(Owner.of("alice")).id();
      server.remove("alice");
      server.person("alice");
      Optional<String> later = directory.status(Owner.of("alice")).id();
      assertTrue(before.isPresent() && later.isPresent());
      assertNotEquals(before, later);
    }
  }

  @Test
  void aBinaryIdIsHexadecimalAndAMissingOneLetsNobodyIn() {
    try (ConfiguredDirectory directory = server.directory(BY_UID, "objectGUID", null, null)) {
      assertEquals(
          Optional.of(HexFormat.of().formatHex(LdapServer.GUID)),
          directory.status(Owner.of("alice")).id());
      assertRefused(directory, "bob", "objectGUID");
    }
  }

  @Test
  @DisplayName(
      "S-16: of two organisations of one entry none is chosen, for the server sends them in any"
          + " order: the owner cannot be looked up, and the message names owner and attribute")
  void ofTwoOrganisationsNoneIsChosen() throws Exception {
    for (String[] two :
        new String[][] {{"north", "south"}, {"south", "north"}, {"north", "", "x"}}) {
      server.set("alice", "o", two);
      try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null, AD)) {
        assertRefused(directory, "alice", "'alice'");
        assertRefused(directory, "alice", "2 different values of the attribute o,");
        assertRefused(directory, "alice", "postern.owners.ldap-organisation");
      }
    }
    server.set("alice", "o", "north");
    server.set("alice", "userAccountControl", "514");
    server.set("bob", "o", "");
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null, AD)) {
      assertEquals(Optional.of("north"), directory.status(Owner.of("alice")).organisation());
      assertEquals(Optional.empty(), directory.status(Owner.of("bob")).organisation());
    }
  }

  @Test
  @DisplayName(
      "F-4: of two ids of one entry none is chosen, for tomorrow the other one may come first")
  void ofTwoIdsNoneIsChosen() throws Exception {
    try (ConfiguredDirectory directory =
        server.directory(BY_UID, "employeeType", "memberOf", null, AD)) {
      assertRefused(directory, "alice", "2 different values of the attribute employeeType,");
      assertRefused(directory, "alice", "postern.owners.ldap-id");
      server.set("alice", "employeeType", "staff");
      assertEquals(Optional.of("staff"), directory.status(Owner.of("alice")).id());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a*",
        "alice)(uid=*",
        "*)(objectClass=*",
        "alice\\",
        "al\\69ce",
        "(",
        ")",
        "alice\\00",
        "|(uid=alice)",
        "{1}",
        "\u00e4lice",
        "alice,ou=people"
      })
  void namesAreValuesAndNeverAPartOfTheFilter(String name) throws Exception {
    try (ConfiguredDirectory directory =
        server.directory("(|(uid={0})(mail={0}))", null, null, null, AD)) {
      assertEquals(OwnerStatus.gone(), directory.status(Owner.of(name)));
      server.person(name, new Attribute("userAccountControl", "512"), new Attribute("o", "odd"));
      assertEquals(Optional.of("odd"), directory.status(Owner.of(name)).organisation());
    }
  }

  @Test
  void aNameWithNulIsNoOwner() {
    assertThrows(IllegalArgumentException.class, () -> Owner.of("alice\u0000"));
  }

  @Test
  void theSecondPlaceIsTheRealm() {
    try (ConfiguredDirectory directory =
        server.directory("(&(uid={0})(o={1}))", null, null, null, AD)) {
      assertTrue(directory.status(new Owner("north", "alice")).active());
      assertEquals(OwnerStatus.gone(), directory.status(new Owner("*", "alice")));
    }
  }

  @Test
  void twoEntriesLetNobodyIn() throws Exception {
    try (ConfiguredDirectory directory =
        server.directory("(|(uid={0})(uid=*))", null, null, null)) {
      assertRefused(directory, "alice", "more than one entry");
      server.person("carol");
      server.person("dave");
      assertRefused(directory, "alice", "more than one entry");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "userAccountControl bit 2,userAccountControl,514,true",
    "userAccountControl bit 2,userAccountControl,512,false",
    "userAccountControl bit 16,useraccountcontrol,528,true",
    "nsAccountLock = true,nsAccountLock,TRUE,true",
    "nsAccountLock = true,nsAccountLock,false,false",
    "nsAccountLock = true,nsAccountLock,true,true",
    "pwdAccountLockedTime present,pwdAccountLockedTime,000001010000Z,true",
    "pwdAccountLockedTime present,other,x,false",
    "accountExpires past,accountExpires,0,false",
    "accountExpires past,accountExpires,9223372036854775807,false",
    "accountExpires past,accountExpires,134083872000000000,true",
    "accountExpires past,accountExpires,134399232000000000,false",
    "pwdEndTime past,pwdEndTime,20261121100000Z,true",
    "pwdEndTime past,pwdEndTime,20261121100000.5Z,true",
    "pwdEndTime past,pwdEndTime,20261121100001Z,false",
    "pwdEndTime past,other,x,false"
  })
  void aRuleTellsWhoIsDisabled(String rule, String attribute, String value, boolean disabled)
      throws Exception {
    server.person("carol", new Attribute(attribute, value));
    try (ConfiguredDirectory directory =
        server.directory(BY_UID, null, null, null, DisabledRule.parse(rule))) {
      assertEquals(!disabled, directory.status(Owner.of("carol")).active());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "userAccountControl bit 2,userAccountControl,off",
    "userAccountControl bit 2,other,514",
    "accountExpires past,accountExpires,never",
    "pwdEndTime past,pwdEndTime,tomorrowZ",
    "accountExpires past,accountExpires,99999999999999999999"
  })
  void aRuleThatCannotTellLetsNobodyIn(String rule, String attribute, String value)
      throws Exception {
    server.person("carol", new Attribute(attribute, value));
    try (ConfiguredDirectory directory =
        server.directory(BY_UID, null, null, null, DisabledRule.parse(rule))) {
      assertRefused(directory, "carol", "postern.owners.ldap-disabled");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "userAccountControl",
        "userAccountControl bit",
        "userAccountControl bit two",
        "bit 2",
        "a b c",
        "nsAccountLock =",
        "=true",
        "a present now"
      })
  void aRuleThatIsNoneIsRefused(String rule) {
    assertThrows(IllegalArgumentException.class, () -> DisabledRule.parse(rule));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNamesOfOtherServersAreNotFollowed(boolean there) throws Exception {
    server.refers(true);
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, null, null, AD)) {
      assertEquals(
          there ? Presence.ACTIVE : Presence.GONE,
          directory.status(Owner.of(there ? "alice" : "carol")).presence());
    }
  }

  private static void assertRefused(ConfiguredDirectory directory, String name, String said) {
    String message = assertThrows(
            KeysUnavailableException.class, () -> directory.status(Owner.of(name)))
        .getMessage();
    assertTrue(message.contains(said), message);
  }
}
