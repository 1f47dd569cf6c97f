package io.github.postern.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.unboundid.ldap.sdk.Attribute;
import io.github.postern.key.KeysUnavailableException;
import io.github.postern.key.Owner;
import io.github.postern.owner.OwnerStatus;
import io.github.postern.owner.OwnerStatus.Presence;
import io.github.postern.store.TcpProxy;
import io.github.postern.testing.LogCapture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real LDAP server says of an owner. */
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
            assertEquals(OwnerStatus.active(Set.of("user", "Editor, chief", "administrator")).in("north"),
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
    void onlyGroupsBelowTheGivenOneAreRoles() {
        try (ConfiguredDirectory directory =
                server.directory(BY_UID, null, "memberOf", "OU=groups, dc=example,dc=com", AD)) {
            assertEquals(Set.of("user", "Editor, chief"), directory.status(Owner.of("alice")).roles());
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
            assertEquals(Optional.of(HexFormat.of().formatHex(LdapServer.GUID)), directory.status(Owner.of("alice")).id());
            assertRefused(directory, "bob", "objectGUID");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "a*", "alice)(uid=*", "*)(objectClass=*", "alice\\", "al\\69ce", "(", ")", "alice\\00",
        "|(uid=alice)", "{1}", "\u00e4lice", "alice,ou=people"})
    void namesAreValuesAndNeverAPartOfTheFilter(String name) throws Exception {
        try (ConfiguredDirectory directory = server.directory("(|(uid={0})(mail={0}))", null, null, null, AD)) {
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
        try (ConfiguredDirectory directory = server.directory("(&(uid={0})(o={1}))", null, null, null, AD)) {
            assertTrue(directory.status(new Owner("north", "alice")).active());
            assertEquals(OwnerStatus.gone(), directory.status(new Owner("*", "alice")));
        }
    }

    @Test
    void twoEntriesLetNobodyIn() throws Exception {
        try (ConfiguredDirectory directory = server.directory("(|(uid={0})(uid=*))", null, null, null)) {
            assertRefused(directory, "alice", "more than one entry");
            server.person("carol");
            server.person("dave");
            assertRefused(directory, "alice", "more than one entry");
        }
    }

    @ParameterizedTest
    @CsvSource({"userAccountControl bit 2,userAccountControl,514,true", "userAccountControl bit 2,userAccountControl,512,false",
        "userAccountControl bit 16,useraccountcontrol,528,true", "nsAccountLock = true,nsAccountLock,TRUE,true",
        "nsAccountLock = true,nsAccountLock,false,false", "nsAccountLock = true,nsAccountLock,true,true",
        "pwdAccountLockedTime present,pwdAccountLockedTime,000001010000Z,true", "pwdAccountLockedTime present,other,x,false",
        "accountExpires past,accountExpires,0,false", "accountExpires past,accountExpires,9223372036854775807,false",
        "accountExpires past,accountExpires,134083872000000000,true", "accountExpires past,accountExpires,134399232000000000,false",
        "pwdEndTime past,pwdEndTime,20261121100000Z,true", "pwdEndTime past,pwdEndTime,20261121100000.5Z,true",
        "pwdEndTime past,pwdEndTime,20261121100001Z,false", "pwdEndTime past,other,x,false"})
    void aRuleTellsWhoIsDisabled(String rule, String attribute, String value, boolean disabled) throws Exception {
        server.person("carol", new Attribute(attribute, value));
        try (ConfiguredDirectory directory =
                server.directory(BY_UID, null, null, null, DisabledRule.parse(rule))) {
            assertEquals(!disabled, directory.status(Owner.of("carol")).active());
        }
    }

    @ParameterizedTest
    @CsvSource({"userAccountControl bit 2,userAccountControl,off", "userAccountControl bit 2,other,514",
        "accountExpires past,accountExpires,never", "pwdEndTime past,pwdEndTime,tomorrowZ",
        "accountExpires past,accountExpires,99999999999999999999"})
    void aRuleThatCannotTellLetsNobodyIn(String rule, String attribute, String value) throws Exception {
        server.person("carol", new Attribute(attribute, value));
        try (ConfiguredDirectory directory = server.directory(BY_UID, null, null, null, DisabledRule.parse(rule))) {
            assertRefused(directory, "carol", "postern.owners.ldap-disabled");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"userAccountControl", "userAccountControl bit", "userAccountControl bit two", "bit 2", "a b c",
        "nsAccountLock =", "=true", "a present now"})
    void aRuleThatIsNoneIsRefused(String rule) {
        assertThrows(IllegalArgumentException.class, () -> DisabledRule.parse(rule));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNamesOfOtherServersAreNotFollowed(boolean there) throws Exception {
        server.refers(true);
        try (ConfiguredDirectory directory = server.directory(BY_UID, null, null, null, AD)) {
            assertEquals(there ? Presence.ACTIVE : Presence.GONE,
                    directory.status(Owner.of(there ? "alice" : "carol")).presence());
        }
    }

    @Test
    void mistakesAreToldAtStart() {
        try (ConfiguredDirectory directory = server.directory("(uid={0}", null, null, null)) {
            assertTrue(assertThrows(IllegalArgumentException.class, directory::start).getMessage()
                    .contains("postern.owners.ldap-filter"));
        }
        LdapMapping elsewhere = new LdapMapping(LdapServer.name("dc=example,dc=com,dc=nowhere"), BY_UID, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        try (ConfiguredDirectory directory = ConfiguredDirectory.ldap(new LdapServers(server.url(),
                Optional.of(LdapServer.USER), Optional.of(LdapServer.PASSWORD), LdapServer.TIMEOUT), elsewhere,
                LdapServer.TIMEOUT, java.time.Clock.systemUTC())) {
            assertTrue(assertThrows(IllegalArgumentException.class, directory::start).getMessage()
                    .contains("postern.owners.ldap-base"));
            assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")), "and nobody is gone");
        }
        for (String url : List.of("http://x", "ldap://", "ldap://h/dc=x", "ldap://u:p@h", "ldap://h,ldap://i", "", "ldap:///")) {
            assertThrows(IllegalArgumentException.class,
                    () -> new LdapServers(url, Optional.empty(), Optional.empty(), LdapServer.TIMEOUT), url);
        }
    }

    @Test
    void aWrongPasswordLetsNobodyInAndIsNotShown() {
        String wrong = "wrong-wrong-wrong";
        try (LogCapture log = new LogCapture();
                ConfiguredDirectory directory = LdapServer.at(server.url(), wrong, BY_UID, null, null, null)) {
            directory.start();
            KeysUnavailableException e =
                    assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace, true));
            assertTrue(trace.toString().contains("49"), trace::toString);
            assertFalse((trace + log.text()).contains(wrong), trace::toString);
        }
    }

    @Test
    @DisplayName("F-43: a server that goes away lets nobody in, holds nobody up, and comes back by itself")
    void aServerThatGoesAway() throws Exception {
        try (TcpProxy proxy = new TcpProxy(server.port()); ConfiguredDirectory directory =
                LdapServer.at("ldap://127.0.0.1:" + proxy.port(), LdapServer.PASSWORD, BY_UID, null, null, null)) {
            assertTrue(directory.status(Owner.of("alice")).active());
            proxy.cut();
            assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
            assertQuicklyRefused(directory);
            proxy.mend();
            assertTrue(eventuallyActive(directory));
        }
    }

    @Test
    void aServerThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        server.slow(true);
        try (ConfiguredDirectory directory = server.directory(BY_UID, null, null, null)) {
            assertGivenUp(directory);
        }
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                ConfiguredDirectory directory = LdapServer.at("ldap://127.0.0.1:" + silent.getLocalPort(),
                        LdapServer.PASSWORD, BY_UID, null, null, null)) {
            assertGivenUp(directory);
        }
    }

    @Test
    void aClosedConnectionIsOpenedAgainAndTheNextServerIsTried() throws Exception {
        int free;
        try (ServerSocket taken = new ServerSocket(0)) {
            free = taken.getLocalPort();
        }
        try (ConfiguredDirectory directory = LdapServer.at("ldap://127.0.0.1:" + free + "  " + server.url(),
                LdapServer.PASSWORD, BY_UID, null, null, null)) {
            for (int i = 0; i < 5; i++) {
                assertTrue(directory.status(Owner.of("alice")).active());
            }
            assertEquals(1, server.connections());
            server.dropConnections();
            assertTrue(directory.status(Owner.of("alice")).active(), "nobody notices");
        }
    }

    @Test
    void manyThreadsShareFewConnectionsAndNoneIsLeft() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ExecutorService threads = Executors.newFixedThreadPool(30);
        try (ConfiguredDirectory directory = server.directory(BY_UID, null, "memberOf", null, AD)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                String name = i % 2 == 0 ? "alice" : "bob";
                answers.add(threads.submit(() -> directory.status(Owner.of(name)).active() == name.equals("alice")));
            }
            for (Future<Boolean> answer : answers) {
                assertTrue(answer.get());
            }
            assertTrue(server.connections() <= 10, () -> server.connections() + " connections");
        } finally {
            threads.shutdownNow();
        }
        Set<Thread> left = Thread.getAllStackTraces().keySet();
        for (Thread thread : left) {
            if (!before.contains(thread) && List.of(thread.getStackTrace()).toString().contains("com.sun.jndi.ldap")) {
                thread.join(5_000);
                assertFalse(thread.isAlive(), thread::toString);
            }
        }
    }

    private static void assertRefused(ConfiguredDirectory directory, String name, String said) {
        String message = assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of(name))).getMessage();
        assertTrue(message.contains(said), message);
    }

    private static void assertGivenUp(ConfiguredDirectory directory) {
        long begin = System.nanoTime();
        assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(10).toNanos());
        assertQuicklyRefused(directory);
    }

    private static void assertQuicklyRefused(ConfiguredDirectory directory) {
        long begin = System.nanoTime();
        assertThrows(KeysUnavailableException.class, () -> directory.status(Owner.of("alice")));
        assertTrue(System.nanoTime() - begin < Duration.ofMillis(500).toNanos(), "it is told the failure at once");
    }

    private static boolean eventuallyActive(ConfiguredDirectory directory) {
        for (int i = 0; i < 200; i++) {
            try {
                return directory.status(Owner.of("alice")).active();
            } catch (KeysUnavailableException e) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        return false;
    }
}
