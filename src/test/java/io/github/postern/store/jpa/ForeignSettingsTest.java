package io.github.postern.store.jpa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.persistence.jpa.PersistenceProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Settings of an application or a server for its persistence provider in the whole JVM do not
 * affect the store. Each time in a JVM of its own, whose agents and system properties are as such a
 * server would have them.
 */
class ForeignSettingsTest {

  private static final List<String> CACHES = List.of(
      "-Djakarta.persistence.sharedCache.mode=ALL",
      "-Declipselink.cache.shared.default=true",
      "-Declipselink.cache.type.default=Full",
      "-Dhibernate.cache.use_second_level_cache=true",
      "-Dhibernate.cache.use_query_cache=true",
      "-Dhibernate.cache.region.factory_class=io.github.postern.store.jpa.MapRegionFactory");
  private static final List<String> WEAVING = List.of(
      "-Declipselink.weaving=true",
      "-Declipselink.weaving.fetchgroups=true",
      "-Declipselink.weaving.changetracking=true",
      "-Declipselink.weaving.internal=true",
      "-Dhibernate.enhancer.enableLazyInitialization=true",
      "-Dhibernate.enhancer.enableDirtyTracking=true",
      "-Dhibernate.enhancer.enableAssociationManagement=true",
      "-Dhibernate.ejb.use_class_enhancer=true");
  private static final List<String> TABLES = List.of(
      "-Declipselink.ddl-generation=drop-and-create-tables",
      "-Djakarta.persistence.schema-generation.database.action=drop-and-create",
      "-Dhibernate.hbm2ddl.auto=create-drop");

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  @DisplayName("F-8: caches that are on for the whole JVM make no difference")
  void cachesOfTheWholeJvmMakeNoDifference(String provider) throws Exception {
    assertEquals("rows: seen, kept: no, woven: no, tables: stay", run(provider, CACHES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void weavingThatIsOnForTheWholeJvmChangesNothing(String provider) throws Exception {
    List<String> options = new ArrayList<>(WEAVING);
    options.add("-javaagent:"
        + Path.of(PersistenceProvider.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .toURI()));
    assertEquals("rows: seen, kept: no, woven: no, tables: stay", run(provider, options));
  }

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void tablesThatAreToBeDroppedForTheWholeJvmStay(String provider) throws Exception {
    assertEquals("rows: seen, kept: no, woven: no, tables: stay", run(provider, TABLES));
  }

  /** Where tables are only validated, one jar less goes into a WAR. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void withoutTheLibraryForUpgradesTablesAreValidatedButNotMade() throws Exception {
    String without = Arrays.stream(classPath().split(File.pathSeparator))
        .filter(jar -> !jar.contains("mybatis-migrations"))
        .collect(Collectors.joining(File.pathSeparator));
    assertTrue(run("eclipselink", List.of(), without)
        .contains("Put mybatis-migrations.jar into WEB-INF/lib, or run"
            + " io/github/postern/store/schema/h2.sql"));
    assertEquals("validated", run("validate", List.of(), without));
  }

  /** Shows that the word for woven rows would come. */
  @Test
  void wovenClassesWouldBeNoticed() {
    assertTrue(StoreInAJvm.isWoven(Woven.class));
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String run(String provider, List<String> options) throws Exception {
    return run(provider, options, classPath());
  }

  private static String run(String provider, List<String> options, String classPath)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC", // as the tests themselves: it starts and ends
        "-Dderby.stream.error.file="
            + System.getProperty("derby.stream.error.file", "target/derby.log")));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, StoreInAJvm.class.getName(), provider));
    Process process = new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return said.lines().reduce((first, last) -> last).orElse("nothing");
    } finally {
      process.destroyForcibly();
    }
  }

  private static final class Woven
      implements org.eclipse.persistence.internal.weaving.PersistenceWeaved {}
}
