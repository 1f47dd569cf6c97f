package io.github.postern.issue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Network;
import io.github.postern.policy.Naming;
import io.github.postern.policy.Scopes;
import io.github.postern.spi.Login;
import io.github.postern.spi.Refusal;
import io.github.postern.store.StoredKey;
import io.github.postern.text.UnsafeCharacters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the texts of a key: names, descriptions, scopes and networks. */
final class KeyTexts {

  static final int NAME_LENGTH = 255;
  static final int DESCRIPTION_LENGTH = 1000;
  static final int MOST_ENTRIES = 50;

  private KeyTexts() {}

  static Optional<Refusal> checkName(String name, Naming naming) {
    return check("name", name, NAME_LENGTH, false)
        .or(() -> naming
            .pattern()
            .filter(pattern -> !pattern.matcher(name.strip()).matches())
            .flatMap(pattern ->
                refused(Refusal.Code.INVALID_NAME, "The name must match " + pattern + ".")));
  }

  /** Returns what is wrong with a name beside those that the owner's other keys have. */
  static Optional<Refusal> checkUnique(
      Login login, String name, Naming naming, List<StoredKey> others) {
    List<KeyId> same = others.stream()
        .filter(key -> naming.unique() && key.name().equals(name.strip()))
        .map(StoredKey::id)
        .toList();
    return same.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refusal(
            Refusal.Code.NAME_TAKEN,
            OwnerWording.has(login)
                + " a key with this name already; choose another name or"
                + " delete that key.",
            same));
  }

  static Optional<Refusal> checkDescription(String description) {
    return check("description", description, DESCRIPTION_LENGTH, true);
  }

  static Optional<Refusal> checkScopes(Set<String> wanted, Scopes scopes) {
    Set<String> unknown =
        wanted.stream().filter(name -> !scopes.names().contains(name)).collect(Collectors.toSet());
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    return refused(
        Refusal.Code.INVALID_REQUEST,
        "There is no such scope; the scopes are: "
            + (scopes.names().isEmpty() ? "none" : String.join(", ", scopes.names()))
            + ".");
  }

  static Optional<Refusal> checkNetworks(Set<String> wanted) {
    if (wanted.size() > MOST_ENTRIES) {
      return refused(
          Refusal.Code.INVALID_REQUEST, "A key has at most " + MOST_ENTRIES + " networks.");
    }
    try {
      wanted.forEach(Network::parse);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return refused(Refusal.Code.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Refusal> check(String what, String text, int most, boolean isText) {
    int length = text.codePointCount(0, text.length());
    if (!isText && text.isBlank()) {
      return refused(Refusal.Code.INVALID_NAME, "A key needs a " + what + ".");
    }
    if (length > most) {
      return refused(
          Refusal.Code.INVALID_NAME,
          "The " + what + " has " + length + " characters; at most " + most + " are allowed.");
    }
    OptionalInt odd = UnsafeCharacters.first(text, isText);
    if (odd.isPresent()) {
      return refused(Refusal.Code.INVALID_NAME, unsafeCharacter(what, text, odd.getAsInt()));
    }
    if (!text.isBlank() && !UnsafeCharacters.isVisible(text)) {
      return refused(
          Refusal.Code.INVALID_NAME, "The " + what + " has no character that can be seen.");
    }
    return Optional.empty();
  }

  private static String unsafeCharacter(String what, String text, int index) {
    int character = text.codePointAt(index);
    if (Character.isISOControl(character)) {
      return "The "
          + what
          + " contains control characters, such as line breaks or tabs; remove them.";
    } else if (Character.getType(character) == Character.SURROGATE) {
      return "The " + what + " is no valid Unicode text.";
    }
    return String.format(
        "The %s has the character U+%04X as number %d, which cannot be seen or turns the"
            + " text around it; remove it.",
        what, character, text.codePointCount(0, index) + 1);
  }

  private static Optional<Refusal> refused(Refusal.Code code, String detail) {
    return Optional.of(new Refusal(code, detail));
  }
}
