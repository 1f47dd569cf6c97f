package io.github.postern.issue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user as far as known, to decide whether two are the same. Immutable.
 *
 * @param name the user name, as it was typed or as a directory has it
 * @param id the user's immutable ID in a directory, never reassigned; empty if there is none
 */
public record UserIdentity(String name, Optional<String> id) {

  /** Accents, variants of a shape, and what has none. */
  private static final Pattern NOT_COMPARED =
      Pattern.compile("[\\x{300}-\\x{36F}\\x{FE00}-\\x{FE0F}\\p{Cf}]+");

  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

  /** Creates a user identity. */
  public UserIdentity {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(id, "id");
  }

  /**
   * Returns whether this is the same user without a doubt: for actions that close something, where
   * a user who is not surely the owner is another user. Immutable ids decide where both are known;
   * else the names do, in exactly one spelling.
   */
  public boolean surely(UserIdentity other) {
    return id.isPresent() && other.id.isPresent() ? id.equals(other.id) : name.equals(other.name);
  }

  /**
   * Returns whether this may be the same user: for actions that open something, where a user who
   * may be the owner is no other user. Immutable ids decide where both are known. Else the names
   * do. Names count as the same that differ only in case, in accents, in the number of spaces, in
   * invisible characters, or in how Unicode writes them (UAX 15, form KD): many logins accept every
   * spelling that the user types, LDAP without the invisible characters and the second space (RFC
   * 4518), databases also without the accent.
   */
  public boolean mayBeSame(UserIdentity other) {
    if (id.isPresent() && other.id.isPresent()) {
      return id.equals(other.id);
    }
    return folded(name).equals(folded(other.name));
  }

  /**
   * Upper case first: it takes together what has one upper case but two lower ones, such as the two
   * Greek sigmas.
   */
  private static String folded(String name) {
    String apart = Normalizer.normalize(name, Normalizer.Form.NFKD);
    String folded = Normalizer.normalize(
        apart.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    return SPACES
        .matcher(NOT_COMPARED.matcher(folded).replaceAll(""))
        .replaceAll(" ")
        .strip();
  }
}
