package io.github.postern.login;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Describes an object in messages about settings: its class and the names of its properties, never
 * their values.
 */
final class ObjectDescription {

  /** More would hide the one that is looked for. */
  private static final int SHOWN = 12;

  private ObjectDescription() {}

  /** Returns the class of a value, with its article. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    String type = value.getClass().getTypeName();
    return ("aeio".indexOf(Character.toLowerCase(type.charAt(0))) < 0 ? "a " : "an ") + type;
  }

  /**
   * Returns a sentence with the names of the properties that can be read, and a space; empty if
   * there are none.
   *
   * @param likely the keys that are told of a map, where they have values
   */
  static String properties(@Nullable Object value, List<String> likely) {
    return sentence(propertiesOf(value, likely));
  }

  /**
   * Returns what can be done about a value that is not what was wanted.
   *
   * @param likely the properties in which applications keep such a thing, the likeliest first
   */
  static String remedy(List<String> likely, String where, String path, @Nullable Object value) {
    SortedMap<String, Class<?>> properties = propertiesOf(value, likely);
    if (path.isEmpty()) {
      return sentence(properties) + "Let " + where + " give one.";
    }
    Optional<String> meant = likely.stream()
        .filter(name -> properties.containsKey(name) && PlainText.fits(properties.get(name)))
        .findFirst();
    return sentence(properties)
        + meant
            .map(name -> "Did you mean " + path + "." + name + "?")
            .orElse("Let "
                + where
                + " lead to one by a path such as "
                + path
                + ".name, keep one in the session, or give a"
                + " LoginResolver.");
  }

  private static String sentence(SortedMap<String, Class<?>> properties) {
    return properties.isEmpty()
        ? ""
        : "It has the properties "
            + properties.keySet().stream().limit(SHOWN).collect(Collectors.joining(", "))
            + (properties.size() > SHOWN ? ", …" : "")
            + ". ";
  }

  /** The keys of a map may be anything, a token too, so only those are told that were guessed. */
  private static SortedMap<String, Class<?>> propertiesOf(
      @Nullable Object value, List<String> likely) {
    SortedMap<String, Class<?>> found = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      likely.stream().filter(key -> has(map, key)).forEach(key -> found.put(key, Object.class));
    } else if (value != null && !PlainText.hasText(value) && !value.getClass().isArray()) {
      candidates(value.getClass())
          .forEach(name -> Getters.lookUp(value.getClass(), Getters.spellings(name))
              .ifPresent(member -> found.put(name, type(member))));
    }
    return found;
  }

  private static boolean has(Map<?, ?> map, String key) {
    try {
      return map.get(key) != null;
    } catch (ClassCastException | NullPointerException e) {
      return false; // sorted maps compare their keys with what they are asked for
    }
  }

  /** Getters, record components, public fields, and methods that are called as a field is. */
  private static Stream<String> candidates(Class<?> type) {
    Stream<String> methods = Arrays.stream(type.getMethods())
        .filter(Getters::isGetter)
        .map(Method::getName)
        .flatMap(name ->
            property(name)
                .or(() -> isField(type, name) ? Optional.of(name) : Optional.empty())
                .stream());
    Stream<String> components = type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
        : Stream.empty();
    return Stream.of(methods, components, Arrays.stream(type.getFields()).map(Field::getName))
        .flatMap(names -> names)
        .distinct();
  }

  private static Optional<String> property(String getter) {
    int prefix = getter.startsWith("get") ? 3 : getter.startsWith("is") ? 2 : 0;
    return prefix > 0 && getter.length() > prefix && Character.isUpperCase(getter.charAt(prefix))
        ? Optional.of(Character.toLowerCase(getter.charAt(prefix)) + getter.substring(prefix + 1))
        : Optional.empty();
  }

  private static boolean isField(Class<?> type, String name) {
    for (Class<?> member = type;
        member != null && member.getModule() == type.getModule();
        member = member.getSuperclass()) {
      if (Arrays.stream(member.getDeclaredFields())
          .anyMatch(field -> field.getName().equals(name))) {
        return true;
      }
    }
    return false;
  }

  private static Class<?> type(Member member) {
    return member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
  }
}
