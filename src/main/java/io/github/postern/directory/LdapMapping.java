package io.github.postern.directory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import javax.naming.ldap.LdapName;

/**
 * Where the users are in a directory, and what their attributes mean. Immutable; nothing in it is
 * null.
 *
 * @param base the entry below which all users are
 * @param filter finds one user; {@code {0}} is the name, {@code {1}} the realm
 * @param id the attribute that stays the same for a person for ever; empty if there is none
 * @param roles the attribute with the roles; empty if there is none
 * @param rolesBase the entry below which groups count as roles; empty if all do
 * @param organisation the attribute with the organisation; empty if there is none
 * @param disabled how a disabled user is told; any of these is enough
 */
record LdapMapping(
    LdapName base,
    String filter,
    Optional<String> id,
    Optional<String> roles,
    Optional<LdapName> rolesBase,
    Optional<String> organisation,
    List<DisabledRule> disabled) {

  /** Creates the mapping; the list is copied. */
  LdapMapping {
    Objects.requireNonNull(base, "base");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(roles, "roles");
    Objects.requireNonNull(rolesBase, "rolesBase");
    Objects.requireNonNull(organisation, "organisation");
    disabled = List.copyOf(disabled);
  }

  /** Returns every attribute to ask for: operational ones come only when they are named. */
  String[] attributes() {
    TreeSet<String> names = new TreeSet<>();
    id.ifPresent(names::add);
    roles.ifPresent(names::add);
    organisation.ifPresent(names::add);
    disabled.forEach(rule -> names.add(rule.attribute()));
    // Without any, the server would send all of them: 1.1 is none (RFC 4511 section 4.5.1.8).
    return names.isEmpty() ? new String[] {"1.1"} : names.toArray(String[]::new);
  }
}
