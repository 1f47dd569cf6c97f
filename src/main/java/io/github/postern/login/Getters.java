package io.github.postern.login;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads getters, record components and public fields of classes that this library does not know at
 * compile time, and remembers the way there. One for each resolver: a static one would hold the
 * classes of an application that is gone. Safe for use by many threads.
 */
final class Getters {

  /** They tell what an object is and not who: the text of {@code toString()} may hold anything. */
  private static final Set<String> OF_EVERY_OBJECT = Set.of(
      "toString", "hashCode", "getClass", "clone", "notify", "notifyAll", "wait", "finalize");

  private record Place(Class<?> type, List<String> names) {}

  private final Map<Place, Optional<Member>> ways = new ConcurrentHashMap<>();

  /**
   * Returns what the first of these methods that there is returns, or what is in the public field
   * of the first name.
   *
   * @param names methods without parameters
   * @return what it returned, which may be null
   * @throws IllegalStateException if there is none, or it throws; what it said is left out, for it
   *     may hold anything
   */
  @Nullable
  Object get(Object target, String... names) {
    return read(
        target,
        names[0],
        ways.computeIfAbsent(new Place(target.getClass(), List.of(names)), Getters::lookUp));
  }

  /** As {@link #get}, and remembers nothing. */
  static @Nullable Object once(Object target, String... names) {
    return read(target, names[0], lookUp(new Place(target.getClass(), List.of(names))));
  }

  private static @Nullable Object read(Object target, String name, Optional<Member> way) {
    Member member = way.orElseThrow(() -> new IllegalStateException(
        target.getClass().getTypeName() + " has no public " + name + "() that can be called"));
    try {
      return member instanceof Method method ? method.invoke(target) : ((Field) member).get(target);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(target.getClass().getName()
          + "."
          + member.getName()
          + "() threw "
          + e.getTargetException().getClass().getName()
          + origin(e.getTargetException()));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(
          target.getClass().getName()
              + "."
              + member.getName()
              + "() must not be called from outside",
          e);
    }
  }

  /**
   * Returns whether an object is of a class of this name, of a subclass, or implements an interface
   * of this name.
   */
  static boolean isA(@Nullable Object object, String type) {
    return object != null && isA(object.getClass(), type);
  }

  private static boolean isA(Class<?> type, String name) {
    for (Class<?> member = type; member != null; member = member.getSuperclass()) {
      if (member.getName().equals(name)) {
        return true;
      }
      for (Class<?> part : member.getInterfaces()) {
        if (isA(part, name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String origin(Throwable thrown) {
    return thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
  }

  /**
   * Implementations are often hidden, so the way goes by a public class or interface where there is
   * one.
   */
  static Optional<Member> lookUp(Class<?> type, String... names) {
    return lookUp(new Place(type, List.of(names)));
  }

  private static Optional<Member> lookUp(Place place) {
    Stream<Member> methods = place.names().stream()
        .flatMap(name -> Stream.concat(
            family(place.type()).stream()
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(Getters::isExported)
                .flatMap(type -> getters(type, name))
                .filter(method -> Modifier.isPublic(method.getDeclaringClass().getModifiers())),
            getters(place.type(), name).filter(Method::trySetAccessible)));
    return Stream.concat(
            methods,
            Arrays.stream(place.type().getFields())
                .filter(field -> field.getName().equals(place.names().get(0)))
                .filter(
                    field -> !Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()))
        .findFirst();
  }

  private static boolean isExported(Class<?> type) {
    return type.getModule().isExported(type.getPackageName(), Getters.class.getModule());
  }

  private static Stream<Method> getters(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && isGetter(method));
  }

  /** Returns what the way to a property may be called in a class, for {@link #get}. */
  static String[] spellings(String property) {
    String capitalised = Character.toUpperCase(property.charAt(0)) + property.substring(1);
    return new String[] {property, "get" + capitalised, "is" + capitalised};
  }

  static boolean isGetter(Method method) {
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !Modifier.isStatic(method.getModifiers())
        && !OF_EVERY_OBJECT.contains(method.getName());
  }

  private static Set<Class<?>> family(Class<?> type) {
    Set<Class<?>> family = new LinkedHashSet<>();
    for (Class<?> member = type; member != null; member = member.getSuperclass()) {
      family.add(member);
      Arrays.stream(member.getInterfaces()).forEach(part -> family.addAll(family(part)));
    }
    return family;
  }
}
