package io.github.postern.directory;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A column of a query as text. The text that a driver makes of a date, a row, a document or an
 * object is no name of anything, so such columns are mistakes; so are bytes, which databases write
 * in different ways.
 */
final class SqlText {

  private static final Set<Integer> TEXTS = Set.of(
      Types.CHAR,
      Types.VARCHAR,
      Types.LONGVARCHAR,
      Types.NCHAR,
      Types.NVARCHAR,
      Types.LONGNVARCHAR,
      Types.CLOB,
      Types.NCLOB,
      Types.TINYINT,
      Types.SMALLINT,
      Types.INTEGER,
      Types.BIGINT,
      Types.DECIMAL,
      Types.NUMERIC,
      Types.REAL,
      Types.FLOAT,
      Types.DOUBLE,
      Types.NULL);

  private static final Set<Integer> NO_TEXTS = Set.of(
      Types.BINARY,
      Types.VARBINARY,
      Types.LONGVARBINARY,
      Types.BLOB,
      Types.DATE,
      Types.TIME,
      Types.TIMESTAMP,
      Types.TIME_WITH_TIMEZONE,
      Types.TIMESTAMP_WITH_TIMEZONE,
      Types.BOOLEAN,
      Types.BIT,
      Types.STRUCT,
      Types.SQLXML,
      Types.REF,
      Types.ROWID,
      Types.DATALINK);

  /** Types that drivers know by this name only, and that are texts or ids. */
  private static final Set<String> NAMED =
      Set.of("citext", "name", "uuid", "uniqueidentifier", "enum");

  private SqlText() {}

  /**
   * Returns the text in a column of the current row, or null.
   *
   * @throws DirectoryException if the column is of a type that holds no text
   */
  static String of(ResultSet row, int column, String query)
      throws SQLException, DirectoryException {
    check(row.getMetaData(), column, query, false);
    return row.getString(column);
  }

  /** As {@link #of}; of an array all that is in it. */
  static List<String> all(ResultSet row, int column, String query)
      throws SQLException, DirectoryException {
    if (row.getMetaData().getColumnType(column) != Types.ARRAY) {
      return Arrays.asList(of(row, column, query));
    }
    Array array = row.getArray(column);
    List<String> texts = new ArrayList<>();
    if (array != null && array.getArray() instanceof Object[] elements) {
      for (Object element : elements) {
        if (element != null
            && !(element instanceof String
                || element instanceof Number
                || element instanceof UUID)) {
          throw mistake(query, row.getMetaData(), column);
        }
        texts.add(element == null ? null : element.toString());
      }
    }
    return texts;
  }

  /** Looks whether a column can be read, before there is a row. */
  static void check(ResultSetMetaData data, int column, String query, boolean arrays)
      throws SQLException, DirectoryException {
    int type = data.getColumnType(column);
    boolean fits = TEXTS.contains(type)
        || type == Types.ARRAY && arrays
        || type != Types.ARRAY
            && !NO_TEXTS.contains(type)
            && NAMED.contains(typeName(data, column).replaceFirst("\\(.*", ""));
    if (!fits) {
      throw mistake(query, data, column);
    }
  }

  private static String typeName(ResultSetMetaData data, int column) throws SQLException {
    return String.valueOf(data.getColumnTypeName(column))
        .replace("\"", "")
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^.*\\.", "");
  }

  private static DirectoryException mistake(String query, ResultSetMetaData data, int column)
      throws SQLException {
    return DirectoryException.misconfigured("The query "
        + query
        + " returns the column '"
        + data.getColumnLabel(column).toLowerCase(Locale.ROOT)
        + "' of the type "
        + typeName(data, column)
        + ", which is no text. Name a column of text or numbers, or make it one by"
        + " CAST.");
  }
}
