package io.github.postern.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.store.KeyStore;
import io.github.postern.store.StoredKey;
import io.github.postern.store.jpa.TestStores;
import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.RecordingListener;
import io.github.postern.testing.TestKeys;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.UUID;
import javax.naming.Context;
import javax.naming.InitialContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The database of the application's own persistence unit, found in the files that the application
 * has.
 */
class ApplicationPersistenceUnitTest {

  private static final String PASSWORD = "hunter2-hunter2";

  @TempDir
  private Path folder;

  private final Thread thread = Thread.currentThread();
  private ClassLoader before;
  private URLClassLoader application;

  @BeforeEach
  void applicationWithTwoFolders() throws IOException {
    before = thread.getContextClassLoader();
    Files.createDirectories(folder.resolve("classes"));
    Files.createDirectories(folder.resolve("more"));
    application = new URLClassLoader(
        new URL[] {
          folder.resolve("classes").toUri().toURL(),
          folder.resolve("more").toUri().toURL()
        },
        before);
    thread.setContextClassLoader(application);
  }

  @AfterEach
  void goAway() throws IOException {
    thread.setContextClassLoader(before);
    application.close();
  }

  @Test
  void urlWithUserPasswordAndDriverIsUsed() throws Exception {
    String url = "jdbc:h2:mem:" + UUID.randomUUID();
    try (var owner = DriverManager.getConnection(url, "keeper", PASSWORD)) {
      write(
          "classes",
          unit(
              "app",
              property("jakarta.persistence.jdbc.url", url)
                  + property("jakarta.persistence.jdbc.user", "keeper")
                  + property("jakarta.persistence.jdbc.password", PASSWORD)
                  + property("jakarta.persistence.jdbc.driver", "org.h2.Driver")));
      assertTrue(owner.isValid(1));
      assertWorks(Database.persistenceUnit("app"));
    }
  }

  @Test
  void dataSourcesAreLookedUpAndTheOneWithoutTransactionsOfTheServerComesFirst() throws Exception {
    TestDatabase plain = TestDatabase.h2();
    TestDatabase jta = TestDatabase.h2();
    Context env = ((Context) new InitialContext().lookup("java:comp")).createSubcontext("env");
    try {
      env.bind("plain", plain.open().dataSource());
      env.bind("jta", jta.open().dataSource());
      String takesPart = "<jta-data-source>java:comp/env/jta</jta-data-source>";
      write(
          "classes",
          unit(
                  "both",
                  takesPart
                      + "<non-jta-data-source>\n"
                      + " java:comp/env/plain\n"
                      + "</non-jta-data-source>",
                  "")
              + unit("jta", takesPart, "")
              + unit("property", property("jakarta.persistence.nonJtaDataSource", "plain")));
      assertWorks(Database.persistenceUnit("both"));
      assertEquals(List.of("0"), plain.values("SELECT COUNTER FROM POSTERN_EPOCH"));
      assertThrows(
          java.sql.SQLException.class, () -> jta.values("SELECT COUNTER FROM POSTERN_EPOCH"));
      assertWorks(Database.persistenceUnit("jta"));
      assertEquals(List.of("0"), jta.values("SELECT COUNTER FROM POSTERN_EPOCH"));
      assertWorks(Database.persistenceUnit("property"));
    } finally {
      ((Context) new InitialContext().lookup("java:comp")).destroySubcontext("env");
    }
  }

  @Test
  void unitIsFoundInEitherFolderAndItsNeighboursDoNotMatter() throws Exception {
    write("classes", unit("other", ""));
    write(
        "more",
        unit(
            "app",
            property(
                "jakarta.persistence.jdbc.url",
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")));
    assertWorks(Database.persistenceUnit("app"));
  }

  @Test
  void unitThatIsNotThereIsNamedBesideThoseThatAre() throws Exception {
    assertTrue(refusal("app").contains("none at all"), refusal("app"));
    write("classes", unit("orders", "") + unit("people", ""));
    assertTrue(
        refusal("app").contains("'app'") && refusal("app").contains("'orders', 'people'"),
        refusal("app"));
  }

  @Test
  void unitThatDoesNotSayClearlyWhereItsDatabaseIsIsRefused() throws Exception {
    write(
        "classes",
        unit("nothing", "")
            + unit("twice", "")
            + unit("nowhere", "<jta-data-source>no/such</jta-data-source>", "")
            + unit(
                "both",
                "<jta-data-source>jdbc/x</jta-data-source>",
                property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:x?password=" + PASSWORD))
            + unit("later", "<non-jta-data-source>${app.datasource}</non-jta-data-source>", "")
            + unit(
                "driver",
                property("jakarta.persistence.jdbc.url", "jdbc:h2:mem:x")
                    + property("jakarta.persistence.jdbc.driver", "com.example.NoDriver"))
            + unit("unknown", property("jakarta.persistence.jdbc.url", "jdbc:nosuch:" + PASSWORD)));
    write("more", unit("twice", ""));
    assertTrue(refusal("nothing").contains("names no database"), refusal("nothing"));
    assertTrue(refusal("twice").contains("2 persistence units 'twice'"), refusal("twice"));
    assertTrue(refusal("nowhere").contains("'no/such'"), refusal("nowhere"));
    assertTrue(refusal("both").contains("both the data source 'jdbc/x'"), refusal("both"));
    assertFalse(refusal("both").contains(PASSWORD), refusal("both"));
    assertTrue(refusal("later").contains("${...} in non-jta-data-source"), refusal("later"));
    assertTrue(refusal("driver").contains("com.example.NoDriver"), refusal("driver"));
    assertFalse(refusal("unknown").contains(PASSWORD), refusal("unknown"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<persistence",
        "",
        "<!DOCTYPE p [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><persistence>&x;"
            + "</persistence>",
        "<!DOCTYPE p SYSTEM \"http://127.0.0.1:1/p.dtd\"><persistence/>"
      })
  void fileThatIsNotPlainXmlIsNamed(String content) throws Exception {
    Files.createDirectories(folder.resolve("classes/META-INF"));
    Files.writeString(folder.resolve("classes/META-INF/persistence.xml"), content);
    String message = refusal("app");
    assertTrue(message.contains("classes/META-INF/persistence.xml"), message);
    assertTrue(message.contains("postern.datasource"), message);
  }

  private static void assertWorks(Database database) {
    try (KeyStore store =
        TestStores.store(database, "unit-" + UUID.randomUUID(), true, new RecordingListener())) {
      TestStores.start(store);
      assertEquals(0, store.revision());
      StoredKey key = TestKeys.insert(store, TestKeys.key(TestKeys.newOwner()));
      assertTrue(store.find(key.id()).isPresent());
    }
  }

  private static String refusal(String unit) {
    return assertThrows(IllegalArgumentException.class, () -> Database.persistenceUnit(unit))
        .getMessage();
  }

  private static String unit(String name, String properties) {
    return unit(name, "", properties);
  }

  private static String unit(String name, String sources, String properties) {
    return "<persistence-unit name='"
        + name
        + "'><provider>com.example.Theirs</provider>"
        + sources
        + "<class>com.example.Order</class><properties>"
        + properties
        + "</properties></persistence-unit>";
  }

  private static String property(String name, String value) {
    return "<property name='" + name + "' value='" + value + "'/>";
  }

  private void write(String where, String units) throws IOException {
    Path file = folder.resolve(where).resolve("META-INF/persistence.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<?xml version='1.0'?><persistence xmlns='https://jakarta.ee/xml/ns/persistence'"
            + " version='3.0'>"
            + units
            + "</persistence>");
  }
}
