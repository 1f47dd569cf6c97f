package io.github.postern.auth;

import java.util.Locale;

/**
 * Why a key was refused: for the log, the listeners and the counters. The client is told less: see
 * {@link ErrorResponses}.
 */
enum RejectReason {
  /** Not a key of this application, or its checksum is wrong. No database was asked. */
  MALFORMED,
  /** No key has this id. */
  UNKNOWN,
  /** The id exists, the secret is another. */
  WRONG_SECRET,
  /** The secret is right, but what the row says of the key is not what was written. */
  ALTERED,
  /** The user name beside it is not its owner's. */
  WRONG_USER,
  /** It is gone for good. */
  REVOKED,
  /** Its time is over. */
  EXPIRED,
  /** It is inactive. */
  INACTIVE,
  /** It waits for its owner to log in again. */
  SUSPENDED,
  /** A rotation replaced it and the overlap is over. */
  SUPERSEDED,
  /** The owner is disabled or gone. */
  OWNER_GONE,
  /** It may not be used from this address. */
  NETWORK,
  /** It works, but not for this request. */
  SCOPE,
  /** Its owner lacks the role that a constraint asks for. */
  ROLE,
  /** It works, but came over an unencrypted connection, and that is refused. */
  UNENCRYPTED;

  /** Returns the word that stands for it in the store and in answers to the owner. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
