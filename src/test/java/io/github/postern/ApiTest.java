package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The exported types are few, and none of them changes without a change of {@code docs/api.txt}.
 */
class ApiTest {

  private static final Path CLASSES = Path.of("target/classes");
  private static final Path RECORDED = Path.of("docs/api.txt");
  private static final Path NOW = Path.of("target/api.txt");
  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");
  private static final int MOST_TYPES = 45;

  @Test
  void isWhatIsRecorded() throws Exception {
    List<String> now = new TreeSet<>(exported().stream().flatMap(ApiTest::lines).toList())
        .stream().toList();
    Files.write(NOW, now);
    List<String> recorded = Files.readAllLines(RECORDED);
    String gone =
        recorded.stream().filter(line -> !now.contains(line)).collect(Collectors.joining("\n"));
    String added =
        now.stream().filter(line -> !recorded.contains(line)).collect(Collectors.joining("\n"));
    assertEquals(
        recorded,
        now,
        () -> "The exported API changed.\nGone:\n"
            + gone
            + "\nNew:\n"
            + added
            + "\nIf that is meant,"
            + " copy "
            + NOW
            + " to "
            + RECORDED
            + " and say so in CHANGELOG.md.");
  }

  @Test
  void isSmall() throws Exception {
    List<String> types = exported().stream()
        .filter(type -> !type.isMemberClass())
        .map(Class::getName)
        .toList();
    assertTrue(types.size() <= MOST_TYPES, types::toString);
  }

  @Test
  void saysOfEachTypeWhatMayBeNull() throws Exception {
    assertEquals(
        List.of(),
        exported().stream()
            .filter(type -> !type.isMemberClass())
            .filter(type -> !type.isAnnotationPresent(NullMarked.class)
                && !type.getPackage().isAnnotationPresent(NullMarked.class))
            .toList());
  }

  @Test
  void namesNoTypeThatIsNotExported() throws Exception {
    List<String> exports = packages();
    assertEquals(
        List.of(),
        exported().stream()
            .flatMap(ApiTest::lines)
            .filter(line -> Pattern.compile("(io\\.github\\.postern(?:\\.[a-z]+)*)\\.[A-Z]")
                .matcher(line)
                .results()
                .anyMatch(found -> !exports.contains(found.group(1))))
            .toList());
  }

  private static List<String> packages() throws IOException {
    return EXPORT
        .matcher(Files.readString(Path.of("src/main/java/module-info.java")))
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  /** Returns the types that other modules can name, nested ones too. */
  private static List<Class<?>> exported() throws Exception {
    TreeSet<String> names = new TreeSet<>();
    for (String name : packages()) {
      try (Stream<Path> files = Files.list(CLASSES.resolve(name.replace('.', '/')))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(".class"))
            .filter(file -> !file.equals("package-info.class"))
            .forEach(file ->
                names.add(name + '.' + file.substring(0, file.length() - ".class".length())));
      }
    }
    List<Class<?>> types = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, ApiTest.class.getClassLoader());
      if (isVisible(type)) {
        types.add(type);
      }
    }
    return types;
  }

  private static boolean isVisible(Class<?> type) {
    return !type.isAnonymousClass()
        && !type.isLocalClass()
        && isVisible(type.getModifiers())
        && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<String> lines(Class<?> type) {
    String name = type.getName();
    Stream<String> members = Stream.of(
            Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> isVisible(each.getModifiers()))
                .map(each -> "new(" + parameters(each) + ")"),
            Arrays.stream(type.getDeclaredMethods())
                .filter(each -> isVisible(each.getModifiers()) && !each.isSynthetic())
                .map(ApiTest::method),
            Arrays.stream(type.getDeclaredFields())
                .filter(each -> isVisible(each.getModifiers()))
                .map((Field each) -> each.getName() + ": " + text(each.getAnnotatedType())))
        .flatMap(each -> each);
    return Stream.concat(
        Stream.of(name + " " + kind(type)), members.map(member -> name + "." + member));
  }

  private static String method(Method method) {
    return (Modifier.isStatic(method.getModifiers()) ? "static " : "")
        + method.getName()
        + "("
        + parameters(method)
        + "): "
        + text(method.getAnnotatedReturnType());
  }

  private static String parameters(Executable executable) {
    AnnotatedType[] types = executable.getAnnotatedParameterTypes();
    return IntStream.range(0, types.length)
        .mapToObj(i -> text(types[i]))
        .collect(Collectors.joining(", "));
  }

  private static String text(AnnotatedType type) {
    return (type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "")
        + type.getType().getTypeName();
  }

  private static String kind(Class<?> type) {
    String what = type.isEnum()
        ? "enum"
        : type.isRecord() ? "record" : type.isInterface() ? "interface" : "class";
    return (type.isSealed() ? "sealed " : Modifier.isFinal(type.getModifiers()) ? "final " : "")
        + what;
  }
}
