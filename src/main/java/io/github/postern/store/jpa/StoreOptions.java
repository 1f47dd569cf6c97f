package io.github.postern.store.jpa;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the store works with its database. Immutable; nothing in it is null.
 *
 * @param name tells the store from others in the JVM, which may share the provider
 * @param provider {@code eclipselink}, {@code hibernate} or the class name of a provider; empty for
 *     the first of the two that is there
 * @param createTables whether tables that are missing are created; if not, they are an error
 * @param rows which rows it works with
 * @param providerSettings more properties of the persistence unit; the store is right whatever they
 *     say of caches
 */
record StoreOptions(
    String name,
    Optional<String> provider,
    boolean createTables,
    RowRules rows,
    Map<String, Object> providerSettings) {

  /** Creates the options; the map is copied. */
  StoreOptions {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(rows, "rows");
    providerSettings = Map.copyOf(providerSettings);
  }

  /** Creates options without a preferred provider and without a pepper. */
  StoreOptions(String name, boolean createTables) {
    this(name, Optional.empty(), createTables, Map.of());
  }

  /** Creates options without a pepper. */
  StoreOptions(
      String name,
      Optional<String> provider,
      boolean createTables,
      Map<String, Object> providerSettings) {
    this(
        name,
        provider,
        createTables,
        new RowRules("postern", Optional.empty(), RowRules.Unbound.AUTOMATIC, false),
        providerSettings);
  }
}
