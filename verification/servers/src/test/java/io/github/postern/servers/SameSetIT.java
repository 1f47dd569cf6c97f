package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every server gets one set of tests. A test that does not apply to a server states that as an
 * assumption, with the reason.
 */
class SameSetIT {

  private static final Set<String> SERVERS = Set.of(
      "GlassFish7IT",
      "GlassFish8IT",
      "Jetty120IT",
      "Jetty121Ee10IT",
      "Jetty121Ee11IT",
      "LibertyIT",
      "Payara6IT",
      "Payara7IT",
      "Tomcat10IT",
      "Tomcat11IT",
      "WildFlyIT",
      "WildFlyPreviewIT");

  @Test
  void allServersInheritTheContract() throws Exception {
    Set<String> found = new TreeSet<>();
    for (Class<?> type : types()) {
      if (ServerContract.class.isAssignableFrom(type) && type != ServerContract.class) {
        found.add(type.getSimpleName());
        assertEquals(
            ServerContract.class, type.getSuperclass(), type + " has the set and no variant of it");
      }
    }
    assertEquals(new TreeSet<>(SERVERS), found);
  }

  @Test
  void allInterfacesWithTestsAreInTheContract() throws Exception {
    Set<String> sets = Stream.of(ServerContract.class.getInterfaces())
        .map(Class::getName)
        .collect(Collectors.toSet());
    for (Class<?> type : types()) {
      if (type.isInterface() && hasTests(type)) {
        assertEquals(
            Set.of(),
            sets.contains(type.getName()) ? Set.of() : Set.of(type),
            "runs on every server");
      }
    }
  }

  /** A method of the same name would take the place of a test. */
  @Test
  void noServerReplacesATest() throws Exception {
    Set<String> set = Stream.of(ServerContract.class.getMethods())
        .filter(SameSetIT::isTest)
        .map(Method::getName)
        .collect(Collectors.toSet());
    for (Class<?> type : types()) {
      if (SERVERS.contains(type.getSimpleName())) {
        assertEquals(
            List.of(),
            Stream.of(type.getDeclaredMethods())
                .map(Method::getName)
                .filter(set::contains)
                .toList(),
            type + " replaces");
      }
    }
  }

  private static boolean hasTests(Class<?> type) {
    return Stream.of(type.getDeclaredMethods()).anyMatch(SameSetIT::isTest);
  }

  private static boolean isTest(Method method) {
    return method.isAnnotationPresent(Test.class);
  }

  private static List<Class<?>> types() throws IOException, ReflectiveOperationException {
    Path here = Path.of(
        SameSetIT.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
        SameSetIT.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(here)) {
      List<String> names = files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class"))
          .map(name -> SameSetIT.class.getPackageName() + "." + name.replace(".class", ""))
          .toList();
      List<Class<?>> types = new ArrayList<>();
      for (String name : names) {
        types.add(Class.forName(name, false, SameSetIT.class.getClassLoader()));
      }
      return types;
    }
  }
}
