package devidp;

import java.util.List;
import java.util.Optional;

/**
 * Somebody who can sign in, without a password.
 *
 * @param name the user name, sent as NameID
 * @param fullName sent as attribute {@code fullName}
 * @param roles sent as attribute {@code roles}; none: no such attribute
 * @param hint what is special, for the person who chooses
 */
public record TestUser(String name, String fullName, List<String> roles, String hint) {

  /** Those on the login page. The last one has a name that an application should not take. */
  static final List<TestUser> ALL = List.of(
      new TestUser("carol", "Carol Okafor", List.of("user"), "user"),
      new TestUser("dave", "Dave Hoffmann", List.of("administrator"), "administrator"),
      new TestUser(
          "erin\u202e/../<admin>",
          "Erin Odd",
          List.of("user"),
          "has a user name that should be refused"));

  public TestUser {
    roles = List.copyOf(roles);
  }

  /** The one with this number on the login page. */
  static Optional<TestUser> at(String number) {
    return number.matches("[0-9]") && Integer.parseInt(number) < ALL.size()
        ? Optional.of(ALL.get(Integer.parseInt(number)))
        : Optional.empty();
  }
}
