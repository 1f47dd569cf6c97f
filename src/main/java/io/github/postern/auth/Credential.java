package io.github.postern.auth;

import io.github.postern.key.Secret;
import java.util.Optional;

/** The content of a request at the places where a key may be. */
sealed interface Credential {

  /** Returns the value that may be a key, if there is one. */
  default Optional<Secret> candidate() {
    if (this instanceof Presented presented) {
      return Optional.of(presented.secret());
    }
    if (this instanceof InUrl inUrl) {
      return Optional.of(inUrl.secret());
    }
    return this instanceof Unreadable unreadable ? unreadable.secret() : Optional.empty();
  }

  /**
   * Nothing, or something in a shared header that is not ours: the request is the application's
   * alone.
   */
  record Absent() implements Credential {
    static final Absent INSTANCE = new Absent();
  }

  /**
   * One value that may be a key.
   *
   * @param secret the value; not checked in any way
   * @param user the user name beside it; empty if the carrier has none
   * @param foreign whether this may as well be a token of the application, which then gets it
   *     untouched
   */
  record Presented(Secret secret, Optional<String> user, boolean foreign) implements Credential {}

  /**
   * Something that cannot be read as one credential.
   *
   * @param why for the client, without the value
   * @param secret a whole key that is in it, if there is one; its checksum is right, nothing else
   *     is known
   */
  record Unreadable(String why, Optional<Secret> secret) implements Credential {}

  /**
   * A key in the URL, where logs and histories keep it.
   *
   * @param secret the key; its checksum is right, nothing else is known
   */
  record InUrl(Secret secret) implements Credential {}
}
