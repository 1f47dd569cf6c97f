package io.github.postern.directory;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.OperationType;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultReference;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/** A real LDAP server in this JVM, with a few people. */
final class LdapServer implements AutoCloseable {

  static final String BASE = "dc=example,dc=com";
  static final String USER = "cn=reader," + BASE;
  static final String PASSWORD = "hunter2-hunter2";
  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final byte[] GUID = {
    0, (byte) 0xfe, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, (byte) 0x80
  };

  private final InMemoryDirectoryServer server;
  private final Set<Long> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean slow;
  private volatile boolean refers;

  /**
   * How many values of an attribute are sent at a time, and how that is written; null: all of them.
   */
  private volatile Parts parts;

  private LdapServer(InMemoryDirectoryServerConfig config) throws LDAPException {
    config.addAdditionalBindCredentials(USER, PASSWORD);
    config.setAuthenticationRequiredOperationTypes(OperationType.SEARCH);
    config.setSchema(null);
    config.setListenerConfigs(InMemoryListenerConfig.createLDAPConfig(
        "local", InetAddress.getLoopbackAddress(), 0, null));
    config.addInMemoryOperationInterceptor(new Trouble());
    server = new InMemoryDirectoryServer(config);
  }

  static LdapServer start() throws LDAPException {
    LdapServer server = new LdapServer(new InMemoryDirectoryServerConfig(BASE));
    server.server.add(
        new Entry(BASE, new Attribute("objectClass", "domain"), new Attribute("dc", "example")));
    server.server.add(new Entry(
        "ou=people," + BASE,
        new Attribute("objectClass", "organizationalUnit"),
        new Attribute("ou", "people")));
    server.person(
        "alice",
        new Attribute(
            "memberOf",
            "cn=user,ou=groups," + BASE,
            "CN=Editor\\, chief,ou=groups," + BASE,
            "cn=administrator,ou=lab," + BASE),
        new Attribute("o", "north"),
        new Attribute("employeeType", "staff", "a/b"),
        new Attribute("userAccountControl", "512"),
        new Attribute("objectGUID", GUID));
    server.person(
        "bob", new Attribute("userAccountControl", "514"), new Attribute("nsAccountLock", "TRUE"));
    server.server.startListening();
    return server;
  }

  void person(String name, Attribute... more) throws LDAPException {
    Entry entry = new Entry(new DN(new RDN("uid", name), new DN("ou=people," + BASE)).toString());
    entry.addAttribute("objectClass", "inetOrgPerson");
    entry.addAttribute("uid", name);
    for (Attribute attribute : more) {
      entry.addAttribute(attribute);
    }
    server.add(entry);
  }

  void remove(String name) throws LDAPException {
    server.delete("uid=" + name + ",ou=people," + BASE);
  }

  void set(String name, String attribute, String... values) throws LDAPException {
    server.modify(
        "uid=" + name + ",ou=people," + BASE,
        new Modification(ModificationType.REPLACE, attribute, values));
  }

  int port() {
    return server.getListenPort();
  }

  String url() {
    return "ldap://127.0.0.1:" + port();
  }

  /** From now on each search takes longer than anybody waits. */
  void slow(boolean on) {
    slow = on;
  }

  /**
   * From now on each search ends with the name of another server, as those of Active Directory do.
   */
  void refers(boolean on) {
    refers = on;
  }

  /**
   * From now on each attribute with more values than these is sent in parts, as Active Directory
   * does it.
   */
  void sendsInParts(Parts how) {
    parts = how;
  }

  /** Returns how many connections have ever been searched with. */
  int connections() {
    return connections.size();
  }

  void dropConnections() {
    server.closeAllConnections(false);
  }

  ConfiguredDirectory directory(
      String filter, String id, String roles, String rolesBase, DisabledRule... disabled) {
    return at(url(), PASSWORD, filter, id, roles, rolesBase, disabled);
  }

  static ConfiguredDirectory at(
      String urls,
      String password,
      String filter,
      String id,
      String roles,
      String rolesBase,
      DisabledRule... disabled) {
    LdapMapping mapping = new LdapMapping(
        name(BASE),
        filter,
        Optional.ofNullable(id),
        Optional.ofNullable(roles),
        Optional.ofNullable(rolesBase).map(LdapServer::name),
        Optional.of("o"),
        List.of(disabled));
    return ConfiguredDirectory.ldap(
        new LdapServers(urls, Optional.of(USER), Optional.of(password), TIMEOUT),
        mapping,
        TIMEOUT,
        Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));
  }

  static LdapName name(String text) {
    try {
      return new LdapName(text);
    } catch (InvalidNameException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public void close() {
    server.shutDown(true);
  }

  private final class Trouble extends InMemoryOperationInterceptor {

    @Override
    public void processSearchRequest(InMemoryInterceptedSearchRequest request)
        throws LDAPException {
      connections.add(request.getConnectionID());
      if (slow) {
        LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        throw new LDAPException(ResultCode.BUSY);
      }
      if (refers) {
        request.sendSearchReference(
            new SearchResultReference(new String[] {"ldap://127.0.0.1:1/dc=other,dc=com"}, null));
      }
      if (parts != null) {
        parts.remember(request);
      }
    }

    @Override
    public void processSearchEntry(InMemoryInterceptedSearchEntry answer) {
      if (parts != null) {
        answer.setSearchEntry(parts.of(answer));
      }
    }
  }
}
