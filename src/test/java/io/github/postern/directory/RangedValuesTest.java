package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Active Directory sends many values of one attribute in parts. */
class RangedValuesTest {

  private static final String BY_UID = "(uid={0})";

  private LdapServer server;

  @BeforeEach
  void start() throws Exception {
    server = LdapServer.start();
    server.person(
        "dora",
        new Attribute(
            "memberOf",
            IntStream.range(0, 23)
                .mapToObj(i -> "cn=group " + i + ",ou=groups," + LdapServer.BASE)
                .toList()),
        new Attribute("userAccountControl", "512"),
        new Attribute("objectGUID", LdapServer.GUID));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {";range=%s-%s", ";Range=%s-%s", ";RANGE=%s-%s"})
  @DisplayName("E-20: roles that come in parts are read to their end, however the server writes it")
  void rolesInPartsAreReadToTheirEnd(String spelling) {
    server.sendsInParts(new Parts(5, spelling));
    try (ConfiguredDirectory directory = server.directory(
        BY_UID, "objectGUID", "memberOf", null, DisabledRule.parse("userAccountControl bit 2"))) {
      for (int i = 0; i < 2; i++) {
        OwnerStatus dora = directory.status(Owner.of("dora"));
        assertEquals(groups(23), dora.roles());
        assertEquals(Presence.ACTIVE, dora.presence());
        assertTrue(dora.id().isPresent());
      }
      assertEquals(
          Set.of("user", "Editor, chief", "administrator"),
          directory.status(Owner.of("alice")).roles());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMBEROF", "memberof", "memberOf"})
  @DisplayName("E-20: the attribute may be written in any case in the settings")
  void theAttributeMayBeWrittenInAnyCase(String attribute) {
    server.sendsInParts(new Parts(10, ";range=%s-%s"));
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, attribute, null)) {
      assertEquals(groups(23), directory.status(Owner.of("dora")).roles());
    }
  }

  @Test
  @DisplayName("E-20: parts that stop before their end are an error and not few roles")
  void partsThatStopAreAnError() {
    server.sendsInParts(new Parts(5, 3));
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null)) {
      String message = assertThrows(
              KeysUnavailableException.class, () -> directory.status(Owner.of("dora")))
          .getMessage();
      assertTrue(message.contains("memberof") && message.contains("next part"), message);
    }
  }

  @Test
  @DisplayName("E-20: there is an end to how many parts are asked for")
  void thereIsAnEndToHowManyPartsAreAskedFor() throws Exception {
    server.person(
        "evil",
        new Attribute(
            "memberOf", IntStream.range(0, 300).mapToObj(i -> "group" + i).toList()));
    server.sendsInParts(new Parts(1, ";range=%s-%s"));
    try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null)) {
      String message = assertThrows(
              KeysUnavailableException.class, () -> directory.status(Owner.of("evil")))
          .getMessage();
      assertTrue(message.contains("more values of memberOf"), message);
    }
  }

  private static Set<String> groups(int count) {
    return IntStream.range(0, count).mapToObj(i -> "group " + i).collect(Collectors.toSet());
  }
}
