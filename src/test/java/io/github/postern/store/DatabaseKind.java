package io.github.postern.store;

import java.util.function.Supplier;

/** The databases that run here for real. */
enum DatabaseKind {
  DERBY(TestDatabase::derby, DatabaseProduct.DERBY),
  POSTGRESQL(TestDatabase::postgres, DatabaseProduct.POSTGRESQL),
  H2(TestDatabase::h2, DatabaseProduct.H2),
  MARIADB(TestDatabase::mariadb, DatabaseProduct.MARIADB);

  private final Supplier<TestDatabase> database;
  private final DatabaseProduct product;

  DatabaseKind(Supplier<TestDatabase> database, DatabaseProduct product) {
    this.database = database;
    this.product = product;
  }

  TestDatabase newDatabase() {
    return database.get();
  }

  DatabaseProduct product() {
    return product;
  }

  MigrationScripts scripts() {
    return MigrationScripts.of(product);
  }

  String script() {
    return product.script() + ".sql";
  }
}
