package io.github.postern.directory;

import io.github.postern.directory.DirectoryException.Kind;
import io.github.postern.key.Owner;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import io.github.postern.text.LogText;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.PartialResultException;
import javax.naming.SizeLimitExceededException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InvalidSearchFilterException;
import javax.naming.directory.SearchControls;
import javax.naming.directory.SearchResult;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Looks owners up by a search in LDAP directories (RFC 4511). */
final class LdapSource implements OwnerSource {

  private static final Owner NOBODY = Owner.of("postern-checks-its-search");

  private final LdapServers servers;
  private final LdapMapping mapping;
  private final Duration timeout;
  private final Clock clock;

  LdapSource(LdapServers servers, LdapMapping mapping, Duration timeout, Clock clock) {
    this.servers = servers;
    this.mapping = mapping;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public OwnerStatus lookUp(Owner owner) throws DirectoryException {
    try {
      Optional<Attributes> entry = find(owner);
      return entry.isEmpty() ? OwnerStatus.gone() : read(owner, entry.get());
    } catch (InvalidSearchFilterException e) {
      throw new DirectoryException(
          Kind.MISCONFIGURED,
          "The setting postern.owners.ldap-filter is no LDAP filter: " + e.getMessage(),
          e);
    } catch (NameNotFoundException e) {
      throw new DirectoryException(
          Kind.MISCONFIGURED,
          "The directory "
              + servers
              + " has no entry '"
              + mapping.base()
              + "', or hides it from the user of the connection; check"
              + " postern.owners.ldap-base.",
          e);
    } catch (SizeLimitExceededException e) {
      throw ambiguous();
    } catch (NamingException e) {
      throw new DirectoryException(
          Kind.UNREACHABLE, "Owners cannot be looked up in " + servers + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void check() throws DirectoryException {
    lookUp(NOBODY);
  }

  @Override
  public void close() {
    servers.close();
  }

  @Override
  public String toString() {
    return servers.toString();
  }

  private Optional<Attributes> find(Owner owner) throws NamingException, DirectoryException {
    DirContext idle = servers.idle();
    if (idle != null) {
      try {
        return find(idle, owner);
      } catch (NamingException e) {
        // Servers and firewalls close what is idle, and JNDI has many ways to say so. A new
        // connection tells whether
        // the directory is away; the other idle ones have probably ended like this one.
        servers.discardIdle();
      }
    }
    return find(servers.open(), owner);
  }

  private Optional<Attributes> find(DirContext connection, Owner owner)
      throws NamingException, DirectoryException {
    boolean inOrder = false;
    try {
      Optional<Attributes> entry = search(connection, owner);
      inOrder = true;
      return entry;
    } finally {
      if (inOrder) {
        servers.keep(connection);
      } else {
        LdapServers.discard(connection);
      }
    }
  }

  /**
   * JNDI escapes the arguments as RFC 4515 section 3 has it, so a name cannot become a part of the
   * filter.
   */
  private Optional<Attributes> search(DirContext connection, Owner owner)
      throws NamingException, DirectoryException {
    SearchControls controls = new SearchControls(
        SearchControls.SUBTREE_SCOPE,
        2,
        (int) timeout.toMillis(),
        mapping.attributes(),
        false,
        true);
    SearchResult found = null;
    try {
      NamingEnumeration<SearchResult> results = connection.search(
          mapping.base(), mapping.filter(), new Object[] {owner.name(), owner.realm()}, controls);
      while (results.hasMore()) {
        if (found != null) {
          results.close();
          throw ambiguous();
        }
        found = results.next();
      }
    } catch (PartialResultException e) {
      // Active Directory ends each search from its root with the names of other servers; they
      // are not asked. A search
      // that was itself sent elsewhere has found nothing out.
      if (String.valueOf(e.getMessage()).contains("error code")) {
        throw e;
      }
    }
    if (found == null) {
      return Optional.empty();
    }
    Attributes entry = found.getAttributes();
    new RangedValues(connection, new LdapName(found.getNameInNamespace()), timeout, clock)
        .complete(entry);
    return Optional.of(entry);
  }

  private OwnerStatus read(Owner owner, Attributes entry)
      throws NamingException, DirectoryException {
    boolean disabled = false;
    for (DisabledRule rule : mapping.disabled()) {
      disabled |= rule.matches(entry, clock.instant());
    }
    Optional<String> organisation = mapping.organisation().isEmpty()
        ? Optional.empty()
        : text(owner, entry.get(mapping.organisation().get()), "postern.owners.ldap-organisation");
    return new OwnerStatus(
        disabled ? Presence.DISABLED : Presence.ACTIVE,
        false,
        disabled ? Set.of() : roles(entry),
        organisation,
        Optional.empty(),
        id(owner, entry));
  }

  private Optional<String> id(Owner owner, Attributes entry)
      throws NamingException, DirectoryException {
    if (mapping.id().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> id = text(owner, entry.get(mapping.id().get()), "postern.owners.ldap-id");
    if (id.isEmpty()) {
      throw DirectoryException.badResponse("Some owner's entry has no attribute "
          + mapping.id().get()
          + ", which distinguishes a user from a later one of the same name. Set"
          + " postern.owners.ldap-id to one that every entry has, such as"
          + " objectGUID in Active Directory, or to none.");
    }
    return id;
  }

  private Set<String> roles(Attributes entry) throws NamingException, DirectoryException {
    Set<String> roles = new HashSet<>();
    Attribute values =
        mapping.roles().isEmpty() ? null : entry.get(mapping.roles().get());
    if (values != null) {
      NamingEnumeration<?> all = values.getAll();
      while (all.hasMore()) {
        if (!(all.next() instanceof String value)) {
          throw DirectoryException.badResponse("The attribute "
              + mapping.roles().get()
              + " holds bytes for some owner, which are the name of no role."
              + " Set postern.owners.ldap-roles to one of texts, such as"
              + " memberOf.");
        }
        role(value).ifPresent(roles::add);
      }
    }
    return roles;
  }

  /**
   * The name of a group is the first part of its distinguished name; what is none is the role
   * itself.
   */
  private Optional<String> role(String value) {
    try {
      LdapName name = new LdapName(value);
      if (!name.isEmpty()) {
        Rdn first = name.getRdn(name.size() - 1);
        Attribute common = first.toAttributes().get("cn");
        // A value that was written as #04… is bytes, and the name of nothing (RFC 4514,
        // section 2.4).
        return (common == null ? first.getValue() : common.get()) instanceof String role
            ? Optional.of(role.strip()).filter(text -> !text.isEmpty() && below(name))
            : Optional.empty();
      }
    } catch (InvalidNameException e) {
      // A plain text, as below.
    } catch (NamingException e) {
      return Optional.empty();
    }
    return Optional.of(value.strip())
        .filter(text -> !text.isEmpty() && mapping.rolesBase().isEmpty());
  }

  private boolean below(LdapName group) {
    return mapping.rolesBase().isEmpty() || group.startsWith(mapping.rolesBase().get());
  }

  /**
   * Values have no order, and the next answer may have another one first (RFC 4511 section 4.1.7),
   * so the server would choose whom an owner belongs to, or which of two people an owner is.
   *
   * @throws DirectoryException if there is more than one
   */
  private static Optional<String> text(Owner owner, Attribute attribute, String setting)
      throws NamingException, DirectoryException {
    Set<String> texts = new HashSet<>();
    NamingEnumeration<?> values = attribute == null ? null : attribute.getAll();
    while (values != null && values.hasMore()) {
      Object value = values.next();
      texts.add(
          value instanceof byte[] bytes
              ? HexFormat.of().formatHex(bytes)
              : String.valueOf(value).strip());
    }
    texts.remove("");
    if (texts.size() > 1) {
      throw DirectoryException.badResponse("The entry of the owner "
          + LogText.quoted(owner.name())
          + " has "
          + texts.size()
          + " different values of the attribute "
          + attribute.getID()
          + ", which have no order, so none of them can be chosen. Leave one, or set "
          + setting
          + " to an attribute that has one value for every user.");
    }
    return texts.stream().findFirst();
  }

  private static DirectoryException ambiguous() {
    return DirectoryException.badResponse(
        "The search postern.owners.ldap-filter finds more than one entry for some owner. It"
            + " must find exactly one user for a user name.");
  }
}
