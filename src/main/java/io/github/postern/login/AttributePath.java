package io.github.postern.login;

import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The name of an attribute and, separated by dots, the way into its value: {@code account.roles}
 * reads the attribute {@code account}, then its record component, getter, public field or map key
 * {@code roles}. An {@code Optional} is unwrapped; of a collection or an array the step is taken
 * from each element. Safe for use by many threads.
 */
final class AttributePath {

  private final List<String> steps;

  /**
   * The possible names of the attribute itself, the longest first: it may have dots in its name, as
   * many frameworks' do.
   */
  private final List<String> names;

  private final Getters members = new Getters();

  private AttributePath(List<String> steps) {
    this.steps = steps;
    this.names = IntStream.range(0, steps.size())
        .mapToObj(left -> String.join(".", steps.subList(0, steps.size() - left)))
        .toList();
  }

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException if a part of it is empty
   */
  static AttributePath parse(String text) {
    List<String> steps = Arrays.asList(text.split("\\.", -1));
    if (steps.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException(
          "must be the name of a session attribute, or a path into one such as" + " account.name");
    }
    return new AttributePath(steps);
  }

  /**
   * Returns the value.
   *
   * @param attributes gives an attribute by name, or null
   * @return empty if something on the way is null, or an empty {@code Optional}
   * @throws IllegalStateException if a step leads nowhere, or what it calls throws: the setting
   *     does not fit the application
   */
  Optional<Object> read(Function<String, @Nullable Object> attributes) {
    for (int left = 0; left < names.size(); left++) {
      Object value = unwrapped(attributes.apply(names.get(left)));
      if (value != null) {
        return Optional.ofNullable(follow(value, steps.subList(steps.size() - left, steps.size())));
      }
    }
    return Optional.empty();
  }

  private @Nullable Object follow(Object from, List<String> ways) {
    @Nullable Object value = from;
    for (String step : ways) {
      if (value == null) {
        return null;
      }
      value = ofEach(value, step);
    }
    return value;
  }

  private @Nullable Object ofEach(Object value, String step) {
    List<?> elements = value instanceof Collection<?> collection
        ? new ArrayList<>(collection)
        : value instanceof Object[] array ? Arrays.asList(array) : null;
    return elements == null
        ? unwrapped(follow(value, step))
        : elements.stream()
            .map(AttributePath::unwrapped)
            .filter(Objects::nonNull)
            .map(element -> ofEach(element, step))
            .filter(Objects::nonNull)
            .toList();
  }

  private @Nullable Object follow(Object value, String step) {
    try {
      if (value instanceof Map<?, ?> map) {
        return map.get(step);
      }
      if (value instanceof Principal principal && step.equals("name")) {
        // By a way of its own: the name of some principals is the toString() of something
        // else.
        return ExpectedText.NAME.of("the session attribute path " + this, "", principal);
      }
      return members.get(value, Getters.spellings(step));
    } catch (ClassCastException | NullPointerException e) {
      // Sorted maps compare their keys with what they are asked for.
      throw new IllegalStateException(
          "the session attribute path "
              + this
              + " leads nowhere: the keys of the map "
              + value.getClass().getName()
              + " are no text",
          e);
    } catch (IllegalStateException e) {
      String has =
          ObjectDescription.properties(value, ExpectedText.NAME.likely()).replaceFirst("\\. $", "");
      throw new IllegalStateException(
          "the session attribute path "
              + this
              + " leads nowhere: "
              + e.getMessage()
              + (has.isEmpty() ? "" : ". " + has),
          e);
    }
  }

  private static @Nullable Object unwrapped(@Nullable Object value) {
    @Nullable Object inner = value;
    while (inner instanceof Optional<?> optional) {
      inner = optional.orElse(null);
    }
    return inner;
  }

  @Override
  public String toString() {
    return String.join(".", steps);
  }
}
