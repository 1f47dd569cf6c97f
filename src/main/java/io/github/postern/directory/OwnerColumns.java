package io.github.postern.directory;

import io.github.postern.key.LoginSource;
import io.github.postern.spi.OwnerStatus;
import io.github.postern.spi.OwnerStatus.Presence;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The columns of the query about an owner, by label. An unknown one is a mistake: it may be meant
 * to say "disabled".
 */
final class OwnerColumns {

  private static final Set<String> KNOWN =
      new TreeSet<>(Set.of("id", "name", "active", "disabled", "locked", "organisation", "source"));
  private static final Set<String> YES = Set.of("true", "t", "yes", "y", "1");
  private static final Set<String> NO = Set.of("false", "f", "no", "n", "0");
  private static final Set<String> ACTIVE = Set.of("active", "enabled");
  private static final Set<String> INACTIVE = Set.of("inactive", "disabled", "locked");

  private static final Set<String> TEXTS = Set.of("organisation", "source");
  private static final String QUERY = "postern.owners.query";

  private final Map<String, Integer> places = new TreeMap<>();
  private final ResultSet row;

  private OwnerColumns(ResultSet row) {
    this.row = row;
  }

  /** Finds the columns of a result. */
  static OwnerColumns of(ResultSet rows) throws SQLException, DirectoryException {
    OwnerColumns columns = new OwnerColumns(rows);
    ResultSetMetaData data = rows.getMetaData();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      String label = data.getColumnLabel(i).toLowerCase(Locale.ROOT);
      if (!KNOWN.contains(label)) {
        throw DirectoryException.misconfigured("The query postern.owners.query returns a column '"
            + label
            + "', which means"
            + " nothing here. Name its columns by AS; known are "
            + String.join(", ", KNOWN)
            + ".");
      }
      if (columns.places.put(label, i) != null) {
        throw DirectoryException.misconfigured(
            "The query postern.owners.query returns two columns '" + label + "'. Keep one.");
      }
      if (TEXTS.contains(label)) {
        SqlText.check(data, i, QUERY, false);
      }
    }
    return columns;
  }

  /**
   * Returns whether this row is about this name; a database may compare without case, and without
   * spaces at the end.
   */
  boolean isAbout(String name) throws SQLException {
    if (!places.containsKey("name")) {
      return true;
    }
    String found = row.getString(places.get("name"));
    int type = row.getMetaData().getColumnType(places.get("name"));
    boolean padded = found != null && (type == Types.CHAR || type == Types.NCHAR);
    return name.equals(padded ? found.stripTrailing() : found);
  }

  /** Reads this row; the roles are not in it. */
  OwnerStatus read(Set<String> roles) throws SQLException, DirectoryException {
    boolean active = flag("active", true) && !flag("disabled", false) && !flag("locked", false);
    return new OwnerStatus(
        active ? Presence.ACTIVE : Presence.DISABLED,
        false,
        roles,
        text("organisation"),
        source(),
        id());
  }

  private boolean flag(String column, boolean otherwise) throws SQLException, DirectoryException {
    if (!places.containsKey(column)) {
      return otherwise;
    }
    Object value = row.getObject(places.get(column));
    if (value instanceof Boolean flag) {
      return flag;
    }
    String text = value instanceof Number number
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : value instanceof String string ? string.strip().toLowerCase(Locale.ROOT) : "";
    boolean words = column.equals("active");
    if (YES.contains(text) || words && ACTIVE.contains(text)) {
      return true;
    }
    if (NO.contains(text) || words && INACTIVE.contains(text)) {
      return false;
    }
    throw DirectoryException.badResponse("The column '"
        + column
        + "' of postern.owners.query is "
        + (value == null ? "NULL" : "'" + value + "'")
        + " for some owner, which is neither yes nor no. It is a boolean, 1 or 0,"
        + " or a word such as true, false, yes, no"
        + (words ? ", active, inactive" : "")
        + "; a CASE or COALESCE in the query"
        + " can make it one.");
  }

  private Optional<String> text(String column) throws SQLException, DirectoryException {
    return places.containsKey(column)
        ? Optional.ofNullable(SqlText.of(row, places.get(column), QUERY))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private Optional<LoginSource> source() throws SQLException, DirectoryException {
    Optional<String> text = text("source");
    try {
      return text.map(LoginSource::of);
    } catch (IllegalArgumentException e) {
      throw DirectoryException.badResponse("The column 'source' of postern.owners.query is '"
          + text.orElseThrow()
          + "' for some owner; it is local, saml or NULL.");
    }
  }

  /** Without its id an owner could not be told from a later one, so a missing one is no detail. */
  private Optional<String> id() throws SQLException, DirectoryException {
    if (!places.containsKey("id")) {
      return Optional.empty();
    }
    Optional<String> id = row.getObject(places.get("id")) instanceof byte[] bytes
        ? Optional.of(HexFormat.of().formatHex(bytes)).filter(hex -> !hex.isEmpty())
        : text("id");
    if (id.isEmpty()) {
      throw DirectoryException.badResponse(
          "The column 'id' of postern.owners.query is empty for some owner. It"
              + " distinguishes a user from a later one of the same name: name a column"
              + " that is never NULL.");
    }
    return id;
  }
}
