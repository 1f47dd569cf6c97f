package io.github.postern.store.jpa;

import io.github.postern.store.schema.Tables;

/** The tables of the store, for tests of the schema. */
public final class StoreTables {

  public static final Tables ALL = PersistenceUnitDescriptor.TABLES;

  private StoreTables() {}
}
