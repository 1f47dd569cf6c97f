package io.github.postern.login;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kind of text that is expected of an object of the application, and what to say of an object
 * that is none.
 *
 * @param noun with its article
 * @param likely the properties in which applications keep such a thing, the likeliest first
 */
record ExpectedText(String noun, List<String> likely) {

  static final ExpectedText NAME = new ExpectedText(
      "a name",
      List.of(
          "name",
          "username",
          "userName",
          "loginName",
          "login",
          "userId",
          "uid",
          "id",
          "principal",
          "subject",
          "email"));
  static final ExpectedText ROLE =
      new ExpectedText("a role", List.of("authority", "role", "roleName", "name", "code", "id"));
  static final ExpectedText TEXT =
      new ExpectedText("a text", List.of("name", "id", "code", "key", "value"));

  /**
   * Returns the text that a value is.
   *
   * @param where what it was read from, for the message: a setting or a method
   * @param path the way there that the setting states; empty if it was no setting
   * @throws IllegalStateException if it is none: the message names its class and its properties and
   *     never its content
   */
  String of(String where, String path, @Nullable Object value) {
    return PlainText.of(value)
        .orElseThrow(() -> new IllegalStateException(where
            + " leads to "
            + ObjectDescription.of(value)
            + ", which is no "
            + noun.replaceFirst("^an? ", "")
            + ": "
            + noun
            + " is a text, a Principal, an enum, a"
            + " number or a UUID. "
            + ObjectDescription.remedy(likely, where, path, value)));
  }

  /**
   * Returns what the first of these methods of an object returns that there is; empty for null.
   *
   * @throws IllegalStateException if there is none, it throws, or what it returns is no
   *     {@link PlainText}
   */
  static Optional<String> read(Getters getters, Object target, String... names) {
    return Optional.ofNullable(getters.get(target, names))
        .map(value -> TEXT.of(target.getClass().getName() + "." + names[0] + "()", "", value));
  }
}
