package io.github.postern.key;

import java.util.Objects;

/**
 * The owner of a key: a user name and the realm in which it is unique. Never a group.
 *
 * @param realm where the name comes from; empty where the application has one realm only
 * @param name what the application calls the user, as in {@code getRemoteUser()}
 */
public record Owner(String realm, String name) {

  /** The most characters that a name or a realm may have. */
  public static final int MAXIMUM_LENGTH = 255;

  /**
   * Creates an owner.
   *
   * @throws IllegalArgumentException if the name is empty, or one of them is longer than 255
   *     characters or has control characters
   */
  public Owner {
    check("realm", Objects.requireNonNull(realm, "realm"));
    check("name", Objects.requireNonNull(name, "name"));
    if (name.isBlank()) {
      throw new IllegalArgumentException("The name of an owner is empty");
    }
  }

  /** Creates an owner in an application with one realm. */
  public static Owner of(String name) {
    return new Owner("", name);
  }

  private static void check(String what, String value) {
    if (value.length() > MAXIMUM_LENGTH || value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("The "
          + what
          + " of an owner has at most "
          + MAXIMUM_LENGTH
          + " characters and no control characters");
    }
  }

  @Override
  public String toString() {
    return realm.isEmpty() ? name : realm + ":" + name;
  }
}
