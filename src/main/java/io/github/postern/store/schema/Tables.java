package io.github.postern.store.schema;

import java.util.List;
import java.util.Objects;

/**
 * The tables that the rows of a store declare. Immutable.
 *
 * @param rows the classes of the rows, whose annotations say what their tables have
 * @param keys the name of the table of keys
 * @param counter the table that tells nodes of changes
 */
public record Tables(List<Class<?>> rows, String keys, Counter counter) {

  /** Creates it; the list is copied. */
  public Tables {
    rows = List.copyOf(rows);
    Objects.requireNonNull(keys, "keys");
    Objects.requireNonNull(counter, "counter");
  }

  /**
   * A table with one row, which every change of a key writes.
   *
   * @param table its name
   * @param find a query that returns the row
   * @param touch a change that changes nothing: it shows whether the tables can be written
   */
  public record Counter(String table, String find, String touch) {

    /** Creates it. */
    public Counter {
      Objects.requireNonNull(table, "table");
      Objects.requireNonNull(find, "find");
      Objects.requireNonNull(touch, "touch");
    }
  }
}
