package io.github.postern.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The variables that Kubernetes and Docker put into the environment, beside settings that are spelt
 * wrong.
 */
class ServiceLinksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POSTERN",
        "POSTERN_DB",
        "POSTERN_DB_HEADLESS_2",
        "POSTERN_SERVICE",
        "POSTERN_PORT",
        "POSTERN_PEPPER",
        "POSTERN_SERVICE_HOST"
      })
  @DisplayName("E-19: a Service whose name begins with postern does not keep the application from"
      + " starting")
  void aServiceDoesNotKeepTheApplicationFromStarting(String service) {
    for (String address : new String[] {"10.96.0.7", "fd00:10:96::7"}) {
      String shown = address.contains(":") ? "[" + address + "]" : address;
      Map<String, String> environment = new TreeMap<>(Map.of(
          service + "_SERVICE_HOST",
          address,
          service + "_SERVICE_PORT",
          "5432",
          service + "_SERVICE_PORT_HTTP",
          "5432",
          service + "_SERVICE_PORT_HTTP_ALT",
          "80",
          service + "_PORT",
          "tcp://" + shown + ":5432",
          service + "_PORT_5432_TCP",
          "tcp://" + shown + ":5432",
          service + "_PORT_5432_TCP_PROTO",
          "tcp",
          service + "_PORT_5432_TCP_PORT",
          "5432",
          service + "_PORT_5432_TCP_ADDR",
          address));
      environment.put(service + "_PORT_53_UDP", "udp://" + shown + ":53");
      environment.put(service + "_PORT_53_UDP_PROTO", "udp");
      environment.put(service + "_PORT_3868_SCTP_ADDR", address);
      assertDoesNotThrow(() -> Settings.of(Map.of(), Map.of(), environment));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "POSTERN_PORT,8080",
    "POSTERN_JDBC_PORT,5432",
    "POSTERN_OWNERS_LDAP_PORT,389",
    "POSTERN_SERVICE_HOST,db.example.com",
    "POSTERN_DB_SERVICE_PORT,many",
    "POSTERN_DB_PORT,jdbc:postgresql://db/keys",
    "POSTERN_PORT,tcp://",
    "POSTERN_DB_URL,tcp://10.0.0.1:5432",
    "POSTERN_PEPPER_FIEL,10.0.0.1",
    "POSTERN_PORT_80_TCP_ADDR,somewhere",
    "POSTERN_SERVICE_NAME,x",
    "POSTERN_DB_PORT,https://10.0.0.1:443",
    "POSTERN_DB_NAME,keys",
    "POSTERN_DB_NAME,/app/other-db",
    "POSTERN_LOGIN_NAME,/app",
    "POSTERN_DB_NAME,/a/b/postern-db",
    "POSTERN_DB_NAME,postern-db",
    "POSTERN_ENV_PEPPER,x",
    "POSTERN_JDBC_ENV_URL,x",
    "POSTERN_PEPPER_ENV_FILE,/run/pepper",
    "POSTERN_DB_ENV_,x",
    "POSTERN_DB_ENV,x",
    "POSTERN_DB_PORT_5432_TCP_START,5432",
    "POSTERN_DB_PORT_5432_TCP_NAME,/app/postern-db"
  })
  @DisplayName("E-19: a setting that is spelt wrong is none of these, whatever its name ends with")
  void aSettingThatIsSpeltWrongIsNoneOfThese(String name, String value) {
    String message = assertThrows(
            InvalidSettingException.class,
            () -> Settings.of(Map.of(), Map.of(), Map.of(name, value)))
        .getMessage();
    assertTrue(message.contains("'" + name + "'"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "POSTERN,postern",
    "POSTERN_DB,postern-db",
    "POSTERN_DB_1,postern_db_1",
    "POSTERN_OWNERS_LDAP,Postern-Owners-LDAP",
    "POSTERN_DB.KEYS,postern-db.keys",
    "POSTERN__DB,postern--db",
    "POSTERN_ENV_DB,postern-env-db"
  })
  @DisplayName("E-19: a container that Docker links under a name that begins with postern does not"
      + " either")
  void aLinkedContainerDoesNotEither(String variable, String alias) {
    Map<String, String> environment = new TreeMap<>(Map.of(
        variable + "_NAME",
        "/web.app_1/" + alias,
        variable + "_PORT",
        "tcp://172.17.0.5:5432",
        variable + "_PORT_5432_TCP",
        "tcp://172.17.0.5:5432",
        variable + "_PORT_5432_TCP_PROTO",
        "tcp",
        variable + "_PORT_5432_TCP_PORT",
        "5432",
        variable + "_PORT_5432_TCP_ADDR",
        "172.17.0.5",
        variable + "_ENV_POSTGRES_PASSWORD",
        "s3cret\nof two lines",
        variable + "_ENV_no_proxy",
        ""));
    environment.put(variable + "_ENV_POSTERN_PEPPER", "p1:x");
    for (String end : new String[] {"START", "END"}) { // of ports in a row
      environment.put(variable + "_PORT_8000_TCP_" + end, "tcp://172.17.0.5:8000");
      environment.put(variable + "_PORT_8000_TCP_PORT_" + end, "8000");
    }
    assertDoesNotThrow(() -> Settings.of(Map.of(), Map.of(), environment));
  }

  @ParameterizedTest
  @CsvSource({"POSTERN_DB_ENV_PGDATA,/data", "POSTERN_KEYS_1_ENV_LANG,C"})
  @DisplayName(
      "E-19: what Docker passes on of a linked container's environment is told by the link,"
          + " where no setting begins so")
  void whatDockerPassesOnOfTheEnvironment(String name, String value) {
    assertDoesNotThrow(() -> Settings.of(Map.of(), Map.of(), Map.of(name, value)));
  }
}
