package io.github.postern.bridge;

import java.util.List;
import java.util.Objects;

/**
 * The authorities of Spring Security for the roles of a key. Immutable.
 *
 * @param rolePrefix what the authorities start with that are roles
 * @param plain names of authorities that are no roles and have no prefix; one that ends with a star
 *     stands for all that start with what is before it
 */
record Authorities(String rolePrefix, List<String> plain) {

  /** Creates it; the list is copied. */
  Authorities {
    Objects.requireNonNull(rolePrefix, "rolePrefix");
    plain = List.copyOf(plain);
  }

  /**
   * Returns the one authority that a role of the key is: never two, for one of them might open
   * something else.
   */
  String of(String role) {
    return isPlain(role) ? role : rolePrefix + role;
  }

  private boolean isPlain(String role) {
    return plain.stream()
        .anyMatch(name -> name.endsWith("*")
            ? role.startsWith(name.substring(0, name.length() - 1))
            : role.equals(name));
  }
}
