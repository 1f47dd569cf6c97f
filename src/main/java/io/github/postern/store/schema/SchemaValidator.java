package io.github.postern.store.schema;

import io.github.postern.database.SqlErrors;
import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the tables in a database, as they are now, with what the rows of a store declare. For
 * one thread.
 */
final class SchemaValidator {

  private final Connection connection;
  private final Tables tables;

  /** By table, as far as they were asked for: drivers take several queries for each. */
  private final Map<String, TableIndexes> indexes = new HashMap<>();

  SchemaValidator(Connection connection, Tables tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /** Returns what is missing that keys cannot do without, in words, or empty. */
  Optional<String> missing() throws SQLException {
    for (Class<?> row : tables.rows()) {
      Table table = row.getAnnotation(Table.class);
      Optional<Set<String>> present = columns(table.name());
      if (present.isEmpty()) {
        return Optional.of("table " + table.name());
      }
      for (Field field : row.getDeclaredFields()) {
        Column column = field.getAnnotation(Column.class);
        if (column != null && !present.get().contains(column.name())) {
          return Optional.of("column " + column.name() + " in the table " + table.name());
        }
      }
      Optional<String> constraint = missingConstraint(row, table);
      if (constraint.isPresent()) {
        return constraint;
      }
    }
    return hasRevision()
        ? Optional.empty()
        : Optional.of("row in the table " + tables.counter().table());
  }

  /**
   * Returns whether keys are kept here as before version 2: who writes rows only cannot make it
   * look so.
   */
  boolean bindsNothing() throws SQLException {
    return columns(tables.keys())
        .filter(columns -> !columns.contains("BINDING"))
        .isPresent();
  }

  /** Returns the indexes that only make things fast and are not there, in words. */
  List<String> missingIndexes() throws SQLException {
    List<String> missing = new ArrayList<>();
    for (Class<?> row : tables.rows()) {
      Table table = row.getAnnotation(Table.class);
      TableIndexes present = indexes(table.name());
      Arrays.stream(table.indexes())
          .filter(index -> !present.startsWith(columns(index)))
          .forEach(index ->
              missing.add(index.name() + " on " + table.name() + " (" + index.columnList() + ")"));
    }
    return missing;
  }

  /**
   * Else two keys could take one slot, or one row be there twice: unique columns must be unique in
   * the database.
   */
  private Optional<String> missingConstraint(Class<?> row, Table table) throws SQLException {
    TableIndexes present = indexes(table.name());
    String id = Arrays.stream(row.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Id.class))
        .map(field -> field.getAnnotation(Column.class).name())
        .findFirst()
        .orElseThrow();
    if (!present.isUnique(id)) {
      return Optional.of("primary key on " + id + " in the table " + table.name());
    }
    return Arrays.stream(table.uniqueConstraints())
        .filter(constraint -> !present.isUnique(constraint.columnNames()[0]))
        .map(UniqueConstraint::name)
        .map(name -> "unique constraint " + name + " in the table " + table.name())
        .findFirst();
  }

  private TableIndexes indexes(String table) throws SQLException {
    TableIndexes read = indexes.get(table);
    if (read == null) {
      read = TableIndexes.of(connection, table);
      indexes.put(table, read);
    }
    return read;
  }

  /**
   * By a query, because that finds the table exactly where the persistence provider will look for
   * it.
   */
  private Optional<Set<String>> columns(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData data = none.getMetaData();
      Set<String> names = new HashSet<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        names.add(data.getColumnName(i).toUpperCase(Locale.ROOT));
      }
      return Optional.of(names);
    } catch (SQLException e) {
      if (SqlErrors.isNoSuchTable(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean hasRevision() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(tables.counter().find())) {
      return row.next();
    }
  }

  private static List<String> columns(Index index) {
    return Arrays.stream(index.columnList().split(",")).map(String::strip).toList();
  }
}
