package io.github.postern.store.schema;

import java.util.List;
import java.util.function.Supplier;

/** The databases that run here for real. */
public enum DatabaseKind {
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

  public TestDatabase newDatabase() {
    return database.get();
  }

  DatabaseProduct product() {
    return product;
  }

  MigrationScripts scripts() {
    return MigrationScripts.of(product);
  }

  /** Returns the commands that lead to a version of the tables from the one before it. */
  public List<String> commands(int version) {
    return scripts().all().get(version - 1).commands();
  }

  /** Returns the commands that make the tables. */
  public List<String> commands() {
    return scripts().all().stream()
        .flatMap(script -> script.commands().stream())
        .toList();
  }

  String script() {
    return product.script() + ".sql";
  }
}
