package io.github.postern.store.jpa;

import io.github.postern.key.Owner;
import io.github.postern.store.Decision;
import io.github.postern.store.StoredKey;
import io.github.postern.store.UnstorableTextException;
import io.github.postern.store.UnstorableTextException.Field;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which text a database did not take. Some say which column; PostgreSQL only that there
 * is one.
 */
final class UnstorableText {

  /**
   * MariaDB: for column `a`.`b`.`NAME`; SQL Server: column 'NAME'; Oracle: column "A"."B"."NAME";
   * H2: column "NAME ...".
   */
  private static final Pattern COLUMN =
      Pattern.compile("(?i)column\\s+['\"`](?:[^'\"`]*['\"`]\\.['\"`])*([A-Z_]+)");

  private static final Map<String, Field> FIELDS = Map.of(
      "KEY_NAME",
      Field.NAME,
      "DESCRIPTION",
      Field.DESCRIPTION,
      "OWNER_REALM",
      Field.PERSON,
      "OWNER_NAME",
      Field.PERSON,
      "OWNER_ID",
      Field.PERSON,
      "ORGANISATION",
      Field.PERSON,
      "CREATED_BY",
      Field.PERSON,
      "APPROVED_BY",
      Field.PERSON,
      "ROLES",
      Field.PERSON);

  private UnstorableText() {}

  static UnstorableTextException exception(String what, SQLException failure) {
    // The driver's message may quote the text, so it stays in the cause.
    return new UnstorableTextException(
        column(failure),
        "The store could not "
            + what
            + ": its database cannot hold one of the"
            + " texts (SQLState "
            + failure.getSQLState()
            + ").",
        failure);
  }

  /**
   * Returns the same, with the text named if it can be found out.
   *
   * @param change what was to be written; null if that is unknown
   * @param fits whether the database takes a text
   */
  static UnstorableTextException named(
      UnstorableTextException failure, @Nullable Decision<?> change, Predicate<String> fits) {
    if (failure.field() != Field.OTHER || change == null) {
      return failure;
    }
    return Stream.concat(change.inserts().stream(), change.updates().stream())
        .flatMap(UnstorableText::texts)
        .filter(text -> !fits.test(text.getValue()))
        .findFirst()
        .map(text -> new UnstorableTextException(
            text.getKey(), String.valueOf(failure.getMessage()), failure.getCause()))
        .orElse(failure);
  }

  private static Stream<Map.Entry<Field, String>> texts(StoredKey key) {
    Owner owner = key.owner();
    return Stream.concat(
        Stream.of(
            Map.entry(Field.NAME, key.name()),
            Map.entry(Field.DESCRIPTION, key.description().orElse(""))),
        Stream.of(
                owner.realm(),
                owner.name(),
                key.createdBy(),
                key.ownerId().orElse(""),
                key.organisation().orElse(""),
                String.join("\n", key.roles()))
            .map(text -> Map.entry(Field.PERSON, text)));
  }

  private static Field column(SQLException failure) {
    return Optional.ofNullable(failure.getMessage())
        .map(COLUMN::matcher)
        .filter(Matcher::find)
        .map(column -> FIELDS.getOrDefault(column.group(1).toUpperCase(Locale.ROOT), Field.OTHER))
        .orElse(Field.OTHER);
  }
}
