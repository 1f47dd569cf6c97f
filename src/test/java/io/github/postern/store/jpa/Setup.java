package io.github.postern.store.jpa;

import io.github.postern.store.schema.TestDatabase;
import io.github.postern.testing.TestKeys;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The set-ups for the contract of the store: persistence providers, databases, and caches that must
 * not matter.
 */
enum Setup {
  ECLIPSELINK_ON_DERBY("eclipselink", TestDatabase::derby, Map.of()),
  HIBERNATE_ON_DERBY("hibernate", TestDatabase::derby, Map.of()),
  ECLIPSELINK_ON_POSTGRESQL("eclipselink", TestDatabase::postgres, Map.of()),
  HIBERNATE_ON_POSTGRESQL("hibernate", TestDatabase::postgres, Map.of()),
  ECLIPSELINK_ON_MARIADB("eclipselink", TestDatabase::mariadb, Map.of()),
  HIBERNATE_ON_MARIADB("hibernate", TestDatabase::mariadb, Map.of()),
  ECLIPSELINK_ON_H2("eclipselink", TestDatabase::h2, Map.of()),
  ECLIPSELINK_ON_H2_IGNORING_CASE("eclipselink", TestDatabase::h2IgnoringCase, Map.of()),
  HIBERNATE_ON_H2_IGNORING_CASE("hibernate", TestDatabase::h2IgnoringCase, Map.of()),
  ECLIPSELINK_ON_MARIADB_IGNORING_CASE("eclipselink", TestDatabase::mariadbIgnoringCase, Map.of()),
  HIBERNATE_ON_MARIADB_IGNORING_CASE("hibernate", TestDatabase::mariadbIgnoringCase, Map.of()),
  ECLIPSELINK_ON_DERBY_IGNORING_CASE("eclipselink", TestDatabase::derbyIgnoringCase, Map.of()),
  ECLIPSELINK_ON_TABLES_FOR_ORACLE(
      "eclipselink",
      () -> TestDatabase.h2As("MODE=Oracle", "oracle.sql"),
      Map.of("eclipselink.target-database", "Oracle")),
  ECLIPSELINK_ON_TABLES_FOR_SQL_SERVER(
      "eclipselink",
      () -> TestDatabase.h2As("MODE=MSSQLServer;IGNORECASE=TRUE", "sqlserver.sql"),
      Map.of("eclipselink.target-database", "SQLServer")),
  ECLIPSELINK_WITH_SHARED_CACHE(
      "eclipselink",
      TestDatabase::postgres,
      Map.of(
          "jakarta.persistence.sharedCache.mode", "ALL",
          "eclipselink.cache.shared.default", "true")),
  HIBERNATE_WITH_SHARED_CACHE(
      "hibernate",
      TestDatabase::postgres,
      Map.of(
          "jakarta.persistence.sharedCache.mode", "ALL",
          "hibernate.cache.use_second_level_cache", "true",
          "hibernate.cache.use_query_cache", "true",
          "hibernate.cache.region.factory_class", MapRegionFactory.class.getName()));

  private final String provider;
  private final Supplier<TestDatabase> database;
  private final Map<String, Object> settings;

  Setup(String provider, Supplier<TestDatabase> database, Map<String, Object> settings) {
    this.provider = provider;
    this.database = database;
    this.settings = settings;
  }

  TestDatabase newDatabase() {
    return database.get();
  }

  boolean cachesInTheProvider() {
    return settings.containsKey("jakarta.persistence.sharedCache.mode");
  }

  /** Returns whether its database takes texts for equal that are not. */
  boolean alike() {
    return name().contains("IGNORING_CASE") || this == ECLIPSELINK_ON_TABLES_FOR_SQL_SERVER;
  }

  StoreOptions options(String name) {
    return options(name, "tests");
  }

  StoreOptions options(String name, String application) {
    return new StoreOptions(
        name,
        Optional.of(provider),
        true,
        new RowRules(application, TestKeys.KEYRING.rowBinder(), RowRules.Unbound.UPGRADED, false),
        settings);
  }
}
