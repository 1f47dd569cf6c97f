package io.github.postern.settings;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every setting there is: its name, what it has to be, and what it is by default. The table in the
 * README is tested against this list.
 */
public enum Setting {
  PRESET(
      "postern.preset",
      null,
      "netbackup, netbackup-11, cohesity, cloudtower, cortex or dataos: the rules of that"
          + " product, as far as no other setting says otherwise"),
  PREFIX("postern.prefix", null, "2 to 12 of a-z0-9; starts every key and names the application"),
  PEPPER(
      Shown.NEVER,
      "postern.pepper",
      null,
      "name:base64, the current one first, then retired ones, separated by commas; at least"
          + " 16 bytes each. The word plain behind them also accepts digests from before"
          + " there was a pepper"),
  PEPPER_FILE("postern.pepper-file", null, "a file that holds what postern.pepper would"),
  DATASOURCE(
      "postern.datasource",
      null,
      "the JNDI name of a data source, such as java:comp/env/jdbc/keys"),
  PERSISTENCE_UNIT(
      "postern.persistence-unit",
      null,
      "the name of a persistence unit of the application, whose data source or JDBC URL is"
          + " used"),
  JDBC_URL(Shown.NEVER, "postern.jdbc-url", null, "a JDBC URL"),
  JDBC_USER("postern.jdbc-user", null, "the user for postern.jdbc-url"),
  JDBC_PASSWORD(Shown.NEVER, "postern.jdbc-password", null, "the password for postern.jdbc-url"),
  DATA_DIRECTORY(
      "postern.data-directory",
      null,
      "where the embedded database is, if no other is set; by default .postern in the home of"
          + " the server's user"),
  LOGIN(
      "postern.login",
      "container",
      "container, session, proxy, spring, pac4j or jakarta-security: where the application"
          + " stores the current user"),
  LOGIN_USER(
      "postern.login.user",
      "user",
      "session attribute with the user's name; a path such as account.name works."
          + " With postern.login=proxy a header, or attribute: and a request attribute"),
  LOGIN_ROLES(
      "postern.login.roles",
      null,
      "session attribute with the user's roles; with postern.login=proxy a header"),
  LOGIN_ORGANISATION(
      "postern.login.organisation",
      null,
      "session attribute with the user's organisation; with postern.login=proxy a header"),
  LOGIN_SOURCE(
      "postern.login.source",
      null,
      "session attribute that holds local or saml; with postern.login=proxy a header"),
  LOGIN_DEFAULT_SOURCE(
      "postern.login.default-source",
      null,
      "local or saml: the login source where nothing states one; by default saml with"
          + " postern.login=proxy, else local"),
  LOGIN_AUTHENTICATED_AT(
      "postern.login.authenticated-at",
      null,
      "session attribute with the instant of the login; with postern.login=proxy a header"),
  LOGIN_SESSION_END(
      "postern.login.session-end",
      null,
      "session attribute with SessionNotOnOrAfter of the SAML assertion; with"
          + " postern.login=proxy a header"),
  LOGIN_DISPLAY_NAME(
      "postern.login.display-name",
      null,
      "session attribute with the user's display name; with postern.login=proxy a header"),
  LOGIN_MAIL(
      "postern.login.mail",
      null,
      "session attribute with the user's mail address; with postern.login=proxy a header"),
  LOGIN_ROLE_NAMES(
      "postern.login.role-names", "", "roles to ask the container for, separated by commas"),
  LOGIN_ROLE_PREFIX(
      "postern.login.role-prefix",
      "ROLE_",
      "the prefix that is removed from authorities of Spring Security"),
  LOGIN_PROXIES(
      "postern.login.proxies",
      null,
      "the addresses of the proxies whose headers name the current user, such as"
          + " 10.0.0.5 or 10.1.0.0/16, separated by commas"),
  BRIDGE(
      "postern.bridge",
      null,
      "none or spring: the security framework that must be given the key's owner; by default"
          + " spring with postern.login=spring, else none"),
  BRIDGE_AUTHORITIES(
      "postern.bridge.authorities",
      "",
      "authorities of Spring Security that have no prefix, such as jobs:read"
          + " or jobs:*, separated by commas"),
  BRIDGE_USER(
      "postern.bridge.user",
      null,
      "session attribute where code finds the user's name in a request with a key"),
  BRIDGE_ROLES(
      "postern.bridge.roles",
      null,
      "session attribute where code finds the user's roles, a Set, in a request with a key"),
  ADMIN_ROLES("postern.admin-roles", "", "roles that manage everybody's keys, separated by commas"),
  ORGANISATION_ADMIN_ROLES(
      "postern.organisation-admin-roles",
      "",
      "roles that manage the keys of their own organisation, separated by commas"),
  CARRIERS(
      "postern.carriers",
      "bearer,header:X-API-Key",
      "where a request may carry a key: bearer, raw, basic, header:<name>; in order of"
          + " preference, separated by commas"),
  FOREIGN_VALUES(
      "postern.foreign-values",
      "pass",
      "pass or refuse: what happens to a value in Authorization that is none of our keys"),
  LOGIN_AND_KEY(
      "postern.login-and-key",
      "key",
      "key or login: which of them counts in a request that has both"),
  KEYS_PER_OWNER("postern.keys-per-owner", "25", "a number from 1 to 1000"),
  LOCAL_ALLOWED(
      "postern.local.allowed", "true", "true or false: may users with a local login have keys?"),
  LOCAL_WHEN_FULL(
      "postern.local.when-full",
      "refuse",
      "refuse or replace: what one key more than allowed does"),
  LOCAL_VALIDITY(
      "postern.local.validity",
      "required",
      "required, optional or never: does a key expire? Its owner chooses when"),
  LOCAL_DEFAULT("postern.local.default-validity", "P90D", "a duration such as P90D, 90d or 12h"),
  LOCAL_MAXIMUM("postern.local.maximum-validity", "P365D", "a duration such as P365D"),
  LOCAL_WHEN_EXPIRED(
      "postern.local.when-expired",
      "ignore",
      "delete-first, replace or ignore: what an expired key does to a new one"),
  SAML_ALLOWED(
      "postern.saml.allowed",
      "true",
      "true or false: may users who sign in through SAML have keys?"),
  SAML_WHEN_FULL(
      "postern.saml.when-full", "refuse", "refuse or replace: what one key more than allowed does"),
  SAML_VALIDITY(
      "postern.saml.validity",
      "session",
      "session: a key ends with the SAML session; or required, optional"
          + " or never: its owner chooses as with a local login"),
  SAML_DEFAULT("postern.saml.default-validity", "P90D", "a duration, where the owner chooses"),
  SAML_MAXIMUM(
      "postern.saml.maximum-validity",
      "P365D",
      "a duration: the longest life, however long the SAML session is"),
  SAML_WITHOUT_END(
      "postern.saml.without-session-end",
      "refuse",
      "refuse or maximum: what happens when the identity provider states no session end"),
  SAML_WHEN_EXPIRED(
      "postern.saml.when-expired",
      "replace",
      "delete-first, replace or ignore: what an expired key does to a new one"),
  SAML_EXPIRY_EDITS(
      "postern.saml.expiry-edits",
      "never",
      "never or administrators: who may change an expiry that a SAML session decided, even"
          + " past that session's end"),
  SAML_ADDED_KEYS(
      "postern.saml.added-keys",
      "at-once",
      "at-once or next-sign-in: when a key works that an administrator"
          + " makes for a user who signs in through SAML"),
  SAML_FRESHNESS(
      "postern.saml.freshness",
      "off",
      "off or a duration such as P30D: how old its owner's last SAML login may be before a"
          + " SAML key is suspended until the next"),
  SAML_FRESHNESS_WARNING(
      "postern.saml.freshness-warning",
      "P7D",
      "a duration: how long before its suspension a key's answers state the instant"),
  MOVED_ACCOUNTS(
      "postern.moved-accounts",
      "keep",
      "keep or suspend: what happens to keys of an account that now logs in the other way,"
          + " local or SAML; a suspended key works again when its owner confirms it"),
  APPROVAL(
      "postern.approval",
      "none",
      "none or required: does a key work only after a second, different administrator"
          + " approved it?"),
  STEP_UP(
      "postern.step-up",
      "off",
      "off or a duration such as PT10M: how old a login may be that is handed a secret"),
  STEP_UP_ANSWER(
      "postern.step-up.answer",
      "refuse",
      "refuse or accept: whether a call with too old a login is answered 403, or 202 and can"
          + " be repeated"),
  STEP_UP_URL(
      "postern.step-up.url",
      null,
      "where to log in again: a path of the application such as /login, or an http or https"
          + " URL"),
  STEP_UP_SAML_URL(
      "postern.step-up.saml-url",
      null,
      "the same for users who sign in through SAML; it has to ask for" + " ForceAuthn"),
  VALIDITY_UNIT("postern.validity-unit", "days", "days or hours: the unit that users enter"),
  MAXIMUM_OVERLAP(
      "postern.maximum-overlap",
      "P7D",
      "a duration: how long an old secret may work beside its successor"),
  NAME("postern.name", "required", "required or optional: must a key be given a name?"),
  NAME_PATTERN(
      "postern.name-pattern", null, "a regular expression that the whole name of a key must match"),
  UNIQUE_NAMES(
      "postern.unique-names", "false", "true or false: may an owner give a name to one key only?"),
  GENERATED_NAME(
      "postern.generated-name", "key_", "what a name starts with that is not given but generated"),
  EXPIRY_EDITS(
      "postern.expiry-edits",
      "before-expiry",
      "always, before-expiry or never: when a key's end can be edited"),
  ROTATION(
      "postern.rotation",
      "successor",
      "successor or same-id: whether a rotation makes another key or gives the same one a new"
          + " secret"),
  CHOSEN_KEYS(
      "postern.chosen-keys",
      "false",
      "true or false: may administrators set a value that they bring along?"),
  REVEAL(
      "postern.reveal",
      "false",
      "true or false: can a secret be revealed? Needs postern.reveal-key"),
  REVEAL_KEY(
      Shown.NEVER,
      "postern.reveal-key",
      null,
      "name:base64 with 32 bytes: the key that encrypts secrets that can be revealed"),
  KEYS_MANAGE_KEYS(
      "postern.keys-manage-keys",
      "false",
      "true or false: may a request with a key do what its owner's login may?"),
  RIGHTS_SELF(
      "postern.rights.self",
      "create,list,edit,rotate,reveal,disable,delete",
      "what users may do with their own keys: create, list, edit, rotate, reveal, disable,"
          + " delete"),
  RIGHTS_SELF_SAML(
      "postern.rights.self-saml",
      "create,list,edit,rotate,reveal,disable,delete",
      "the same for keys that were created through a SAML login"),
  RIGHTS_ADMINISTRATORS(
      "postern.rights.administrators",
      "create,list,edit,rotate,disable,delete",
      "what administrators may do with the keys of others"),
  RIGHTS_ADMINISTRATORS_SAML(
      "postern.rights.administrators-saml",
      "create,list,edit,rotate,disable,delete",
      "the same for keys that were created through a SAML login"),
  MANAGER_ROLES(
      "postern.manager-roles",
      "",
      "roles of which one is needed to manage keys; none: everybody may"),
  VIEWER_ROLES(
      "postern.viewer-roles", "", "roles that see everybody's keys and change none of them"),
  ADMINISTRATORS_SEE_SECRETS(
      "postern.administrators-see-secrets",
      "true",
      "true or false: does an administrator who creates a key for a user see its secret?"),
  SCOPES("postern.scopes", "", "name: METHODS path; ... such as read: GET,HEAD /api/*"),
  APPLICATION(
      "postern.application",
      null,
      "what distinguishes the keys of this application where several share a database: 2 to"
          + " 64 characters of A-Za-z0-9._-; by default the prefix. Applications with the"
          + " same one share their keys"),
  UNBOUND_KEYS(
      "postern.unbound-keys",
      "automatic",
      "automatic, upgraded, bind or refuse: what becomes of keys whose row is from before"
          + " rows were authenticated under the pepper. They are taken, and bound at their"
          + " first use, where Postern itself upgraded the tables (automatic), where somebody"
          + " else did (upgraded), or always (bind)"),
  KEY_BESIDE_SESSION(
      "postern.key-beside-session",
      "detect",
      "detect, refuse or ignore: a key beside a session that is valid, or beside a login of the"
          + " container, is refused where beans (CDI) would act for that, always, or never"),
  HIDDEN_HEADERS(
      "postern.hidden-headers",
      "",
      "headers that say who somebody is, beside those that are known to, separated by"
          + " commas: the application does not see them beside a key"),
  REQUIRED_PATHS(
      "postern.required-paths",
      "",
      "paths that only a key opens, such as /api/batch/* or *.do, separated by commas"),
  LOGIN_OR_KEY_PATHS(
      "postern.login-or-key-paths",
      "",
      "paths that only a key or a login opens, separated by commas"),
  CONSTRAINTS(
      "postern.constraints",
      null,
      "a file in WEB-INF/classes with the security-constraints that the filter keeps"),
  AUTHENTICATION(
      "postern.authentication",
      "filter",
      "filter or container: does the container, and with it EJBs, know of keys too? By"
          + " Jakarta Authentication"),
  URL_PATTERNS(
      "postern.url-patterns",
      "/*",
      "where keys are accepted, such as /api/* or *.do, separated by commas"),
  PREFLIGHT(
      "postern.preflight",
      "answer",
      "answer or pass: are preflights to closed paths answered, or let through?"),
  MANAGEMENT(
      "postern.management",
      "true",
      "true or false: are there pages and an API to manage keys? Without them issued keys go"
          + " on working"),
  MANAGEMENT_DIRECT(
      "postern.management.direct",
      "false",
      "true or false: is the management API called past the filters of the application, such"
          + " as that of Struts?"),
  PATH("postern.path", "/postern/api", "where the management API is, below the context path"),
  REALM("postern.realm", null, "the realm in WWW-Authenticate; by default the prefix"),
  ERROR_STYLE(
      "postern.error-style", "problem", "problem, cohesity, cortex or dataos: how refusals look"),
  STRICT_ERRORS(
      "postern.strict-errors",
      "false",
      "true or false: is even the holder of the right secret not told that it expired?"),
  EXPIRY_WARNING(
      "postern.expiry-warning",
      "P7D",
      "a duration: how long before a key's end its answers say when that is"),
  ALLOWED_ORIGINS(
      "postern.allowed-origins",
      "",
      "origins of the application's pages that a proxy hides, such as"
          + " https://app.example.com, separated by commas"),
  INSECURE_TRANSPORT(
      "postern.insecure-transport",
      "flag",
      "allow, flag, refuse or suspend: how a key is handled that came over an unencrypted"
          + " connection"),
  TRANSPORT_PROXIES(
      "postern.transport-proxies",
      "",
      "addresses of the proxies whose X-Forwarded-Proto and Forwarded say how a"
          + " request came, such as 10.0.0.5 or 10.1.0.0/16, separated by commas"),
  KEY_IN_URL(
      "postern.key-in-url",
      "refuse",
      "refuse or suspend: what becomes of a key that was found in a URL; with suspend it"
          + " waits until its owner rotates it"),
  CORS_ORIGINS(
      "postern.cors-origins",
      "",
      "exact origins of pages elsewhere that may see why a key was refused, such as"
          + " https://dash.example.com, separated by commas"),
  CACHE_CONTROL(
      "postern.cache-control",
      "private, no-store",
      "a value of Cache-Control, or off: what answers to a key have where the application"
          + " sets none"),
  OWNER_RECHECK(
      "postern.owner-recheck",
      "PT30S",
      "a duration: within it a disabled owner has no working key"),
  ROLES(
      "postern.roles",
      "latest-login",
      "latest-login or creation: without a directory a key has the roles of its owner's"
          + " latest login, or those of its creation"),
  UNKNOWN_OWNERS(
      "postern.unknown-owners",
      "refuse",
      "refuse or allow: a key that an administrator makes for somebody whom"
          + " neither a directory nor an earlier login knows"),
  OWNERS(
      "postern.owners",
      "none",
      "none, sql, ldap or scim: where it is looked up whether the owner of a key is still"
          + " there"),
  OWNERS_TIMEOUT(
      "postern.owners.timeout",
      "PT2S",
      "a duration up to 30 seconds: how long the directory of owners may take"),
  OWNERS_DATASOURCE(
      "postern.owners.datasource", null, "the JNDI name of the data source with the users"),
  OWNERS_JDBC_URL(
      Shown.NEVER, "postern.owners.jdbc-url", null, "the JDBC URL of the database with the users"),
  OWNERS_JDBC_USER("postern.owners.jdbc-user", null, "the user for postern.owners.jdbc-url"),
  OWNERS_JDBC_PASSWORD(
      Shown.NEVER,
      "postern.owners.jdbc-password",
      null,
      "the password for postern.owners.jdbc-url"),
  OWNERS_QUERY(
      "postern.owners.query",
      null,
      "a query with one ? for the user's name, and perhaps a second one for the"
          + " realm, such as SELECT id, active FROM users WHERE name = ?"),
  OWNERS_ROLES_QUERY(
      "postern.owners.roles-query",
      null,
      "a query with one ? for the user's name, and perhaps a second one"
          + " for the realm, such as SELECT role FROM user_roles WHERE name = ?"),
  OWNERS_LDAP_URL(
      "postern.owners.ldap-url",
      null,
      "ldaps://host or ldap://host:port, several separated by spaces"),
  OWNERS_LDAP_USER(
      "postern.owners.ldap-user", null, "the distinguished name that is logged in with"),
  OWNERS_LDAP_PASSWORD(
      Shown.NEVER,
      "postern.owners.ldap-password",
      null,
      "the password for postern.owners.ldap-user"),
  OWNERS_LDAP_BASE(
      "postern.owners.ldap-base", null, "the distinguished name below which all users are"),
  OWNERS_LDAP_FILTER(
      "postern.owners.ldap-filter",
      "(uid={0})",
      "an LDAP filter with {0} for the user's name, and perhaps {1} for the realm"),
  OWNERS_LDAP_ID(
      "postern.owners.ldap-id",
      "entryUUID",
      "the attribute that stays the same for a person for ever, such as"
          + " entryUUID, objectGUID or nsUniqueId; none if there is no such thing"),
  OWNERS_LDAP_ROLES(
      "postern.owners.ldap-roles",
      "memberOf",
      "the attribute with the roles: texts, or distinguished names whose first part counts;"
          + " none for no roles"),
  OWNERS_LDAP_ROLES_BASE(
      "postern.owners.ldap-roles-base",
      null,
      "the distinguished name below which groups count as roles; without it, all of them"),
  OWNERS_LDAP_ORGANISATION(
      "postern.owners.ldap-organisation", null, "the attribute with the organisation"),
  OWNERS_LDAP_DISABLED(
      "postern.owners.ldap-disabled",
      null,
      "how a disabled user is told, separated by commas: '<attribute> bit <number>',"
          + " '<attribute> = <value>', '<attribute> present' or '<attribute> past'; none if"
          + " the filter does it"),
  OWNERS_SCIM_URL(
      "postern.owners.scim-url",
      null,
      "the https URL that /Users is below, such as https://id.example.com/scim/v2"),
  OWNERS_SCIM_TOKEN(
      Shown.NEVER,
      "postern.owners.scim-token",
      null,
      "the bearer token for postern.owners.scim-url"),
  OWNERS_SCIM_ROLES(
      "postern.owners.scim-roles",
      "roles,groups",
      "roles, groups or both: what counts as the roles"),
  CACHE_LIFE(
      "postern.cache-life",
      "PT15S",
      "a duration up to 5 minutes: how long a checked key is not read again"),
  CACHE_SIZE(
      "postern.cache-size",
      "10000",
      "a number from 100 to 1000000: how many keys are kept in memory"),
  CLUSTER_POLL(
      "postern.cluster-poll",
      "PT1S",
      "a duration up to 1 minute: how often a node looks whether another one revoked"
          + " something"),
  SCHEMA(
      "postern.schema",
      null,
      "create (and upgrade) or validate: the tables; by default create in the embedded"
          + " database, validate elsewhere"),
  JPA_PROVIDER(
      "postern.jpa-provider",
      null,
      "eclipselink, hibernate or the class name of a persistence provider");

  /** Whether the value may be in logs and messages. */
  private enum Shown {
    ALWAYS,
    NEVER
  }

  /** The start of every setting's name. */
  static final String START = "postern.";

  private final Shown shown;
  private final String key;
  private final @Nullable String byDefault;
  private final String rule;

  Setting(String key, @Nullable String byDefault, String rule) {
    this(Shown.ALWAYS, key, byDefault, rule);
  }

  Setting(Shown shown, String key, @Nullable String byDefault, String rule) {
    this.shown = shown;
    this.key = key;
    this.byDefault = byDefault;
    this.rule = rule;
  }

  /** Returns the name, as context parameters and system properties have it. */
  public String key() {
    return key;
  }

  /** Returns the name as an environment variable. */
  public String variable() {
    return key.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
  }

  /** Returns the value where none is set; empty if there is none. */
  public Optional<String> byDefault() {
    return Optional.ofNullable(byDefault);
  }

  /** Returns what a value has to be, for messages and the documentation. */
  public String rule() {
    return rule;
  }

  /** Returns whether the value must never be shown. */
  public boolean isSecret() {
    return shown == Shown.NEVER;
  }

  /** Returns the setting with a key, or empty if there is none. */
  public static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
