package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.key.Owner;
import io.github.postern.spi.RequestedExpiry;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every package says what may be null, and the values of the API take null where {@code @Nullable}
 * says so, and refuse it everywhere else.
 */
class NullnessTest {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path CLASSES = Path.of("target/classes");

  /** Where the values of the API are. */
  private static final List<String> VALUES =
      List.of("io/github/postern/key", "io/github/postern/spi");

  private static final Map<Class<?>, Object> SAMPLES = Map.ofEntries(
      Map.entry(String.class, "abcdefghijklmnop"),
      Map.entry(boolean.class, true),
      Map.entry(long.class, 1L),
      Map.entry(Instant.class, Instant.EPOCH),
      Map.entry(Duration.class, Duration.ofDays(1)),
      Map.entry(Optional.class, Optional.empty()),
      Map.entry(Set.class, Set.of()),
      Map.entry(List.class, List.of()),
      Map.entry(KeyId.class, new KeyId("abcdefghijklmnop")),
      Map.entry(Owner.class, Owner.of("alice")),
      Map.entry(RequestedExpiry.class, new RequestedExpiry.Never()));

  @TestFactory
  Stream<DynamicTest> everyPackageIsMarked() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> !folder.equals(SOURCES)) // module-info
          .distinct()
          .map(folder -> name(SOURCES.relativize(folder)))
          .toList()
          .stream()
          .map(name -> DynamicTest.dynamicTest(
              name,
              () ->
                  assertTrue(named(name + ".package-info").isAnnotationPresent(NullMarked.class))));
    }
  }

  @TestFactory
  Stream<DynamicTest> nullIsTakenWhereItSaysSo() throws Exception {
    List<Class<?>> values = new ArrayList<>();
    for (String folder : VALUES) {
      values.addAll(classes(CLASSES.resolve(folder)));
    }
    return values.stream()
        .filter(type -> !Throwable.class.isAssignableFrom(type))
        .flatMap(type -> Arrays.stream(type.getConstructors()))
        .flatMap(constructor -> IntStream.range(0, constructor.getParameterCount())
            .filter(i -> !constructor.getParameterTypes()[i].isPrimitive())
            .mapToObj(i -> DynamicTest.dynamicTest(
                constructor + ", parameter " + i, () -> check(constructor, i))));
  }

  private static List<Class<?>> classes(Path folder) throws Exception {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        String name = name(CLASSES.relativize(file));
        found.add(named(name.substring(0, name.length() - ".class".length())));
      }
    }
    return found;
  }

  private static String name(Path path) {
    return path.toString().replace(File.separatorChar, '.');
  }

  private static Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName(name, false, NullnessTest.class.getClassLoader());
  }

  private static void check(Constructor<?> constructor, int index) {
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(NullnessTest::sample).toArray();
    assertDoesNotThrow(() -> create(constructor, arguments));
    arguments[index] = null;
    if (constructor.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class)) {
      assertDoesNotThrow(() -> create(constructor, arguments));
    } else {
      assertThrows(NullPointerException.class, () -> create(constructor, arguments));
    }
  }

  private static Object sample(Class<?> type) {
    return type.isEnum() ? type.getEnumConstants()[0] : SAMPLES.get(type);
  }

  private static Object create(Constructor<?> constructor, Object... arguments) throws Throwable {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
