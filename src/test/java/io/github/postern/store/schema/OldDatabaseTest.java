package io.github.postern.store.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.database.Database;
import io.github.postern.store.jpa.StoreTables;
import io.github.postern.testing.SpiedDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Databases that are too old. None of these runs here: a real database states the version of
 * another one.
 */
class OldDatabaseTest {

  @ParameterizedTest
  @CsvSource({
    "PostgreSQL,11.22,11,22,12",
    "MariaDB,10.4.34-MariaDB,10,4,10.5",
    "H2,1.4.200 (2019-10-14),1,4,2.0",
    "Apache Derby,10.13.1.1 - (1765088),10,13,10.14",
    "MySQL,5.7.44,5,7,8.0",
    "Oracle,Oracle Database 18c,18,0,19c",
    "Microsoft SQL Server,12.00.6024,12,0,2016 (13.0)",
    "MySQL,5.5.5-10.4.34-MariaDB,5,5,10.5"
  })
  void databaseThatIsTooOldStopsTheStart(
      String product, String version, int major, int minor, String minimum) {
    String message = assertThrows(
            IllegalStateException.class, () -> start(product, version, major, minor))
        .getMessage();
    assertTrue(message.contains(version), message);
    assertTrue(message.contains(" " + minimum + " or newer"), message);
    assertTrue(message.contains("Upgrade the database"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "PostgreSQL,12.0,12,0",
    "PostgreSQL,17.2,17,2",
    "MySQL,8.0.11,8,0",
    "MySQL,11.4.5-MariaDB,11,4",
    "MySQL,5.5.5-10.11.6-MariaDB-log,5,5",
    "Microsoft SQL Server,13.00.1601,13,0",
    "Oracle,Oracle Database 19c,19,0"
  })
  void databaseThatIsNewEnoughIsUsed(String product, String version, int major, int minor)
      throws Exception {
    assertEquals(0, start(product, version, major, minor));
  }

  private static long start(String product, String version, int major, int minor) throws Exception {
    TestDatabase database = TestDatabase.h2();
    try (Database open = database.open()) {
      new Schema(open.dataSource(), StoreTables.ALL).prepare(true);
      database.execute(
          "DROP TABLE POSTERN_SCHEMA"); // it would show that another product's script was
      // run
      SpiedDataSource spied = SpiedDataSource.on(open);
      spied.product = product;
      spied.version = version;
      spied.major = major;
      spied.minor = minor;
      new Schema(spied.asDataSource(), StoreTables.ALL).prepare(false);
      return Long.parseLong(database.values("SELECT COUNTER FROM POSTERN_EPOCH").get(0));
    }
  }
}
