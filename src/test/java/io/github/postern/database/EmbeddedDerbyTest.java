package io.github.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.key.KeyId;
import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database in a directory: it stays when the application goes, and nothing else does. */
class EmbeddedDerbyTest {

  @TempDir
  Path directory;

  @Test
  void keysAreStillThereAfterARestartInTheSameJvm() {
    StoredKey key;
    try (KeyStore store = store(directory)) {
      key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
    }
    for (int restart = 0; restart < 3; restart++) {
      try (KeyStore store = store(directory)) {
        TestStores.start(store);
        assertTrue(store.find(key.id()).isPresent());
      }
    }
  }

  @Test
  void aDeadlockIsFoundAfterASecondAndNotAfterTwenty() throws Exception {
    try (Database database = Database.embedded(directory);
        Connection connection = database.dataSource().getConnection();
        ResultSet seconds = connection
            .createStatement()
            .executeQuery("VALUES"
                + " SYSCS_UTIL.SYSCS_GET_DATABASE_PROPERTY('derby.locks.deadlockTimeout')")) {
      assertTrue(seconds.next());
      assertEquals("1", seconds.getString(1));
    }
  }

  @Test
  void databaseIsShutDownWithTheLastStoreThatHasItOpen() {
    Path lock = directory.resolve("keys").resolve("db.lck");
    KeyStore one = store(directory);
    KeyStore other = store(directory);
    TestStores.start(one);
    TestStores.start(other);
    one.close();
    assertEquals(0, other.revision());
    assertTrue(Files.exists(lock));
    other.close();
    other.close();
    assertFalse(Files.exists(lock));
  }

  @Test
  void missingDirectoriesAreCreated() {
    try (KeyStore store = store(directory.resolve("not/there yet/ä"))) {
      TestStores.start(store);
      assertEquals(0, store.revision());
    }
  }

  @Test
  void directoryThatCannotBeCreatedIsNamed() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    try (KeyStore store = store(file.resolve("below"))) {
      String message = assertThrows(IllegalStateException.class, () -> TestStores.start(store))
          .getMessage();
      assertTrue(message.contains(file.toString()), message);
    }
  }

  @Test
  @DisplayName("XSDB6: an application that is undeployed leaves no engine, thread, driver or class"
      + " loader")
  void applicationThatIsUndeployedLeavesNothing() throws Exception {
    String logFile = System.clearProperty("derby.stream.error.file");
    try {
      WeakReference<ClassLoader> first = deployAndUndeploy(directory);
      deployAndUndeploy(directory); // would find the database locked if the first engine still ran
      assertTrue(Files.size(directory.resolve("derby.log")) > 0);
      assertEquals(null, System.getProperty("derby.stream.error.file"));
      for (int tries = 0; first.get() != null && tries < 100; tries++) {
        System.gc();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertEquals(null, first.get(), "the class loader of the application is still there");
    } finally {
      if (logFile != null) {
        System.setProperty("derby.stream.error.file", logFile);
      }
    }
  }

  /** The work of the application of the test above, in a class loader of its own. */
  public static String useTheStore(String directory) {
    try (KeyStore store = store(Path.of(directory))) {
      KeyId id = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner())).id();
      return store.find(id).orElseThrow().name();
    } finally {
      // Messages of EclipseLink are in a cache of the JDK, which gives them up when memory is
      // short: that is no
      // leak.
      ResourceBundle.clearCache(EmbeddedDerbyTest.class.getClassLoader());
    }
  }

  private static WeakReference<ClassLoader> deployAndUndeploy(Path directory) throws Exception {
    List<URL> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      jars.add(Path.of(entry).toUri().toURL());
    }
    URL[] webInfLib = jars.toArray(URL[]::new);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader application =
        new URLClassLoader(webInfLib, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(application);
      Class<?> copy = application.loadClass(EmbeddedDerbyTest.class.getName());
      Method use = copy.getMethod("useTheStore", String.class);
      use.setAccessible(true);
      assertNotNull(use.invoke(null, directory.toString()));
      for (Thread left : Thread.getAllStackTraces().keySet()) {
        if (left != thread && left.getContextClassLoader() == application) {
          left.join(5_000);
          assertFalse(left.isAlive(), left::toString);
        }
      }
      return new WeakReference<>(application);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static KeyStore store(Path directory) {
    return TestStores.store(
        Database.embedded(directory), "derby-" + System.nanoTime(), true, new RecordingListener());
  }
}
