package sample.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SchemaTest {

  @TempDir
  Path folder;

  @Test
  void jobsOfAnEarlierEditionAreKeptAndItsUsersMadeAnew() {
    try (Database before = Database.open(folder)) {
      before.call(connection -> {
        try (Statement statement = connection.createStatement()) {
          for (String sql : List.of(
              "DROP TABLE recovery_code",
              "DROP TABLE second_factor",
              "DROP TABLE app_user_role",
              "DROP TABLE app_user",
              "CREATE TABLE app_user (name VARCHAR(60) PRIMARY KEY)",
              "INSERT INTO job (name, source, schedule, status,"
                  + " created_by, created_at) VALUES ('Wiki',"
                  + " 'wiki-01:/', 'daily', 'waiting', 'alice',"
                  + " 0)")) {
            statement.execute(sql);
          }
        }
        return null;
      });
    }

    try (Database after = Database.open(folder)) {
      assertEquals("Wiki", after.call(connection -> {
        try (Statement statement = connection.createStatement()) {
          statement.executeUpdate(
              "INSERT INTO app_user (name, full_name, source) VALUES" + " ('u', 'U', 'local')");
          try (ResultSet jobs = statement.executeQuery("SELECT name FROM job")) {
            assertTrue(jobs.next());
            return jobs.getString(1);
          }
        }
      }));
    }
  }
}
