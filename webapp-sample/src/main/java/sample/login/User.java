package sample.login;

import java.util.Set;

/**
 * Somebody who can log in.
 *
 * @param id never given to anybody else, also after this user is gone and somebody else has the
 *     name
 * @param name the user name
 * @param fullName as the pages show it
 * @param roles the roles
 * @param source how this user logs in, and the only way
 * @param enabled whether this user may be logged in at all
 */
public record User(
    long id,
    String name,
    String fullName,
    Set<String> roles,
    Login.Source source,
    boolean enabled) {

  public User {
    roles = Set.copyOf(roles);
  }
}
