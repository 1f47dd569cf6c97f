package io.github.postern.manage;

/** The kind of caller. */
enum CalledBy {
  /** The holder of a key, about that key; nobody has to be logged in. */
  HOLDER,
  /** A user, or a key that may manage keys, about the keys of that user. */
  OWNER,
  /** The same about the keys of others; {@link Permissions} decides about which. */
  ADMINISTRATOR
}
