package io.github.postern.login;

import java.math.BigDecimal;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that have a text of their own: texts, principals, enums, numbers and UUIDs, of JSON too.
 * Anything else is an object with more in it, whose {@code toString()} may tell a password hash,
 * and is another one at each login; it is never asked.
 */
final class PlainText {

  /** Longer numbers are no ids, and could be made to fill the memory: 1E999999999. */
  private static final int DIGITS = 255;

  private static final String AUTHORITY = "org.springframework.security.core.GrantedAuthority";

  private PlainText() {}

  /** Returns the text that a value is; empty if it is none, or null. */
  static Optional<String> of(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return Optional.of(text.toString());
    } else if (value instanceof Enum<?> constant) {
      return Optional.of(constant.name());
    } else if (value instanceof UUID id) {
      return Optional.of(id.toString());
    } else if (value instanceof Number number) {
      return of(number);
    } else if (value instanceof Principal principal) {
      return SpringPrincipal.lendsToString(principal, PlainText::hasText)
          ? Optional.empty()
          : Optional.ofNullable(principal.getName()).filter(name -> !isIdentity(principal, name));
    }
    return value == null ? Optional.empty() : ofLibraries(value);
  }

  /** Returns whether a value has a text of its own. */
  static boolean hasText(@Nullable Object value) {
    return of(value).isPresent();
  }

  /** Returns whether a property of this type can be {@link #of} something. */
  static boolean fits(Class<?> type) {
    return CharSequence.class.isAssignableFrom(type)
        || Principal.class.isAssignableFrom(type)
        || Number.class.isAssignableFrom(type)
        || type.isEnum()
        || type == UUID.class
        || type.isPrimitive() && type != boolean.class && type != char.class
        || type == Optional.class
        || type == Object.class;
  }

  /** 7, 7L, 7.0 and 7.00 are one id. Numbers of an application may be anything. */
  private static Optional<String> of(Number number) {
    try {
      BigDecimal decimal = number.getClass().getName().startsWith("java.")
          ? new BigDecimal(number.toString())
          : null;
      if (decimal == null
          || Math.max(decimal.precision(), Math.abs((long) decimal.scale())) > DIGITS) {
        return Optional.empty();
      }
      return Optional.of(
          decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString());
    } catch (NumberFormatException e) {
      return Optional.empty(); // no number, or infinite
    }
  }

  /** Known by their names only: the application may have them from another class loader. */
  private static Optional<String> ofLibraries(Object value) {
    if (Getters.isA(value, "jakarta.json.JsonString")) {
      return Optional.ofNullable((String) Getters.once(value, "getString"));
    } else if (Getters.isA(value, "jakarta.json.JsonNumber")) {
      return Getters.once(value, "bigDecimalValue") instanceof Number number
          ? of(number)
          : Optional.empty();
    } else if (Getters.isA(value, AUTHORITY)) {
      return Getters.once(value, "getAuthority") instanceof String authority
          ? Optional.of(authority)
          : Optional.empty();
    }
    return Optional.empty();
  }

  /** The text of {@code Object.toString()}: another one in each session. */
  private static boolean isIdentity(Object object, String name) {
    return name.startsWith(object.getClass().getName() + "@");
  }
}
