package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.DeployedWar;
import io.github.postern.testing.PostgresServer;
import io.github.postern.testing.Rows;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A WAR with a persistence unit of its own, whose settings would do harm to ours, and whose
 * database it lends.
 */
class ApplicationPersistenceUnitInAWarTest {

  private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <servlet>
                <servlet-name>mirror</servlet-name>
                <servlet-class>io.github.postern.testing.MirrorServlet</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>/api/*</url-pattern></servlet-mapping>
              <servlet>
                <servlet-name>login</servlet-name>
                <servlet-class>io.github.postern.functional.DemoLogin</servlet-class>
              </servlet>
              <servlet-mapping><servlet-name>login</servlet-name><url-pattern>/login</url-pattern></servlet-mapping>
            </web-app>
            """;
  private static final String UNIT = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="app" transaction-type="RESOURCE_LOCAL">
                <provider>com.example.NoSuchProvider</provider>
                <class>com.example.Order</class>
                <shared-cache-mode>ALL</shared-cache-mode>
                <properties>
                  <property name="jakarta.persistence.jdbc.url" value="%s"/>
                  <property name="jakarta.persistence.schema-generation.database.action" value="drop-and-create"/>
                  <property name="eclipselink.cache.shared.default" value="true"/>
                  <property name="eclipselink.weaving" value="true"/>
                  <property name="eclipselink.ddl-generation" value="drop-and-create-tables"/>
                  <property name="eclipselink.session-name" value="theirs"/>
                  <property name="eclipselink.session.customizer" value="com.example.NoSuchCustomizer"/>
                  <property name="hibernate.cache.use_second_level_cache" value="true"/>
                  <property name="hibernate.cache.region.factory_class" value="com.example.NoSuchFactory"/>
                  <property name="hibernate.hbm2ddl.auto" value="create-drop"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

  @TempDir
  private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"eclipselink", "hibernate"})
  @DisplayName(
      "F-8: the application's persistence.xml lends its database, and none of its settings")
  void itsDatabaseIsUsedAndNoneOfItsSettings(String provider) throws Exception {
    String url = PostgresServer.newDatabase();
    for (String script : new String[] {"postgresql.sql", "postgresql-2.sql"}) {
      Rows.execute(
          url,
          new String(
              getClass()
                  .getResourceAsStream("/io/github/postern/store/schema/" + script)
                  .readAllBytes(),
              StandardCharsets.UTF_8));
    }
    write(url);
    try (DeployedWar war = DeployedWar.start(
        folder,
        Map.of(
            "postern.prefix",
            "test",
            "postern.login",
            "session",
            "postern.persistence-unit",
            "app",
            "postern.jpa-provider",
            provider))) {
      assertTrue(war.isAvailable(), () -> String.valueOf(war.failure()));
      Browser alice = war.browser().login(Map.of("user", "alice"));
      JsonObject key = alice.create("{\"name\":\"n\"}");
      assertEquals(
          "alice", war.script().getWithKey("/api/me", key.getString("key")).text("user"));
      Rows.execute(url, "UPDATE POSTERN_KEY SET KEY_NAME = 'by JDBC'");
      assertEquals(
          "by JDBC", alice.api("GET", "/keys/" + key.getString("id"), null).text("name"));
      Rows.execute(
          url,
          "UPDATE POSTERN_KEY SET REVOKED_AT = 1; UPDATE POSTERN_EPOCH SET COUNTER ="
              + " COUNTER + 1");
      assertEquals(404, alice.api("GET", "/keys/" + key.getString("id"), null).status());
    }
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertTrue(
          statement.executeQuery("SELECT 1 FROM POSTERN_KEY").next(),
          "the tables were not dropped");
    }
  }

  @Test
  void unitThatIsNotThereKeepsTheApplicationFromStarting() throws Exception {
    write("jdbc:postgresql://127.0.0.1:1/x");
    try (DeployedWar war = DeployedWar.start(
        folder,
        Map.of(
            "postern.prefix",
            "test",
            "postern.login",
            "session",
            "postern.persistence-unit",
            "other"))) {
      assertTrue(
          String.valueOf(war.failure()).contains("'other'")
              && String.valueOf(war.failure()).contains("'app'"),
          () -> String.valueOf(war.failure()));
    }
  }

  private void write(String url) throws Exception {
    DeployedWar.write(folder, "WEB-INF/web.xml", WEB_XML);
    DeployedWar.write(
        folder,
        "WEB-INF/classes/META-INF/persistence.xml",
        UNIT.formatted(url.replace("&", "&amp;")));
  }
}
