package io.github.postern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A record prints its components, so one that has a secret as a text must print something else. */
class SecretsInTextTest {

  private static final Path CLASSES = Path.of("target/classes");
  private static final Set<Class<?>> READABLE = Set.of(String.class, char[].class, byte[].class);
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|secret|pepper|token|jdbcUrl|^url$).*");

  @Test
  void noRecordPrintsASecret() throws IOException, ReflectiveOperationException {
    TreeSet<String> printing = new TreeSet<>();
    int records = 0;
    for (Class<?> type : classes()) {
      if (!type.isRecord()) {
        continue;
      }
      records++;
      for (RecordComponent component : type.getRecordComponents()) {
        if (READABLE.contains(component.getType())
            && SECRET.matcher(component.getName()).matches()
            && !declaresToString(type)) {
          printing.add(type.getName() + "." + component.getName());
        }
      }
    }
    assertTrue(records > 50, "the records are found: " + records);
    assertEquals(Set.of(), printing);
  }

  private static boolean declaresToString(Class<?> type) throws IOException {
    String outer = type.getName().replaceAll("[$].*", "").replace('.', '/');
    String source = Files.readString(Path.of("src/main/java", outer + ".java"));
    int start = source.indexOf("record " + type.getSimpleName() + "(");
    int next = source.indexOf("\n  record ", start + 1);
    return source.substring(start, next < 0 ? source.length() : next).contains("String toString()");
  }

  private static List<Class<?>> classes() throws IOException, ReflectiveOperationException {
    TreeSet<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      files
          .map(file -> CLASSES.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .filter(name -> name.startsWith("io.github.postern"))
          .forEach(names::add);
    }
    List<Class<?>> classes = new ArrayList<>();
    for (String name : names) {
      classes.add(Class.forName(name, false, SecretsInTextTest.class.getClassLoader()));
    }
    return classes;
  }
}
