package io.github.postern.login;

import io.github.postern.key.LoginSource;
import io.github.postern.key.Owner;
import io.github.postern.text.UnsafeCharacters;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names, roles and the like from outside, checked; what is wrong with one is said without repeating
 * it.
 */
final class LoginTexts {

  /** The longest role: what the store can hold of all of them together. */
  private static final int ROLE_LENGTH = 255;

  private static final Pattern MAIL =
      Pattern.compile("[^\\s\\p{Cntrl}<>,;\"@]{1,64}@[^\\s\\p{Cntrl}<>,;\"@]{1,189}");

  /** A collection may contain itself. */
  private static final int NESTING = 4;

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_-]{1,12}");

  private static final Pattern LIKE_A_KEY = Pattern.compile("key [a-z2-7]{16}");

  private LoginTexts() {}

  /**
   * Returns the owner of this name.
   *
   * @param where what the name was read from, for the message: a setting or a method
   * @throws IllegalStateException if the name is null or empty, too long, or has characters that
   *     make it look like another name or break a log
   */
  static Owner owner(String where, @Nullable String name) {
    if (name == null || name.isBlank()) {
      throw new IllegalStateException("A user is logged in, but "
          + where
          + " gives no name. It must give"
          + " the name by which the application knows the user.");
    }
    String flaw = LIKE_A_KEY.matcher(name).matches()
        ? "is what a key is called in the audit trail"
        : flaw(name, Owner.MAXIMUM_LENGTH);
    if (flaw != null) {
      throw new IllegalStateException("The user name from "
          + where
          + " "
          + flaw
          + ". A user name has 1 to "
          + Owner.MAXIMUM_LENGTH
          + " characters, none of them a control character or one that cannot be"
          + " seen, and no space around it. Give this user another name, or let"
          + " postern.login lead to another one.");
    }
    return Owner.of(name);
  }

  /** Returns the owner whom a principal names. */
  static Owner owner(String where, Principal principal) {
    return owner(
        where, principal.getName() == null ? null : ExpectedText.NAME.of(where, "", principal));
  }

  /**
   * Returns the roles in a collection, an array, or a text with commas.
   *
   * @param where what they were read from, for the message: a setting or a method
   * @param path the way there that the setting states; empty if it was no setting
   * @throws IllegalStateException if one of them can be no role
   */
  static Set<String> roles(String where, String path, @Nullable Object value) {
    Set<String> roles = new LinkedHashSet<>();
    if (value instanceof CharSequence text) {
      for (String role : text.toString().split(",")) {
        add(roles, where, role.strip());
      }
    } else {
      collect(roles, where, path, value, NESTING);
    }
    return roles;
  }

  /** As {@link #roles(String, String, Object)}, of what no setting leads to. */
  static Set<String> roles(String where, @Nullable Object value) {
    return roles(where, "", value);
  }

  private static void collect(
      Set<String> roles, String where, String path, @Nullable Object value, int deeper) {
    Iterable<?> elements = value instanceof Collection<?> collection
        ? collection
        : value instanceof Object[] array
            ? Arrays.asList(array)
            : value instanceof Optional<?> optional ? optional.stream().toList() : null;
    if (elements == null) {
      if (value != null) {
        add(roles, where, ExpectedText.ROLE.of(where, path, value));
      }
      return;
    }
    if (deeper == 0) {
      throw new IllegalStateException(where
          + " leads to collections within collections within collections. Let it"
          + " lead to one collection of roles.");
    }
    for (Object element : elements) {
      collect(roles, where, path, element, deeper - 1);
    }
  }

  private static void add(Set<String> roles, String where, String text) {
    if (!text.isBlank()) {
      roles.add(role(where, text));
    }
  }

  private static String role(String where, String text) {
    String flaw = flaw(text, ROLE_LENGTH);
    if (flaw != null) {
      throw new IllegalStateException("A role from "
          + where
          + " "
          + flaw
          + ". A role has 1 to "
          + ROLE_LENGTH
          + " characters, none of them a control character, and no space around"
          + " it.");
    }
    return text;
  }

  /**
   * Returns the text of what an application knows of somebody, such as their organisation.
   *
   * @throws IllegalStateException if it is no text
   */
  static String label(String where, String path, Object value) {
    return ExpectedText.TEXT.of(where, path, value);
  }

  /**
   * Returns what people read as somebody's name; of several values the first, for that is how SAML
   * attributes are kept. Characters that would break a line are left out: an unusual name is no
   * reason to reject a login.
   */
  static Optional<String> displayName(String where, String path, Object value) {
    StringBuilder name = new StringBuilder();
    label(where, path, first(value))
        .codePoints()
        .filter(character -> !UnsafeCharacters.isHarmful(character))
        .limit(ROLE_LENGTH / 2)
        .forEach(name::appendCodePoint);
    return Optional.of(name.toString().strip()).filter(text -> !text.isEmpty());
  }

  /**
   * Returns a mail address; empty if the text can be none (RFC 5321, section 4.1.2, and no spaces).
   */
  static Optional<String> mail(String where, String path, Object value) {
    return Optional.of(label(where, path, first(value)).strip())
        .filter(text -> MAIL.matcher(text).matches());
  }

  private static Object first(Object value) {
    Iterable<?> values = value instanceof Collection<?> collection
        ? collection
        : value instanceof Object[] array ? Arrays.asList(array) : List.of(value);
    return values.iterator().hasNext()
        ? Objects.requireNonNullElse(values.iterator().next(), "")
        : "";
  }

  /** Returns the source of this name, wherever it was read. */
  static LoginSource source(String where, String path, Object value) {
    String text = ExpectedText.TEXT.of(where, path, value).strip();
    for (LoginSource source : LoginSource.values()) {
      if (source.text().equalsIgnoreCase(text)) {
        return source;
      }
    }
    throw new IllegalStateException(where
        + " must lead to 'local' or 'saml', but led to "
        + shown(HARMLESS, text)
        + ". Leave the setting out where all logins are alike, and set"
        + " postern.login.default-source.");
  }

  /** As {@link #source(String, String, Object)}, of a text. */
  static LoginSource source(String where, String text) {
    return source(where, "", text);
  }

  /**
   * Returns a text if it looks like what was expected; else what it is, for it may be a secret that
   * is there by mistake.
   */
  static String shown(Pattern harmless, String text) {
    return harmless.matcher(text).matches()
        ? "'" + text + "'"
        : "a text of " + text.length() + " characters";
  }

  private static @Nullable String flaw(String text, int maximum) {
    if (text.length() > maximum) {
      return "has " + text.length() + " characters";
    }
    if (UnsafeCharacters.isPadded(text)) {
      return "starts or ends with a space";
    }
    OptionalInt odd = UnsafeCharacters.first(text, false);
    if (odd.isPresent()) {
      return String.format(
          "has the character U+%04X as number %d of %d",
          text.codePointAt(odd.getAsInt()), odd.getAsInt() + 1, text.length());
    }
    return UnsafeCharacters.isVisible(text) ? null : "has no character that can be seen";
  }
}
