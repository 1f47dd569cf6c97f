package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Apache Jena Fuseki: data sets that are open to everybody, and Apache Shiro as the login. Shiro
 * signs people in where keys are managed, and only keys open the data. It runs on nothing but Jetty
 * as published, for a filter uses its classes; they are put into the directory for libraries of
 * Tomcat.
 */
@Tag("all-wars")
class PublishedFusekiIT extends PublishedContract {

  private static final String SHIRO = """
            [main]
            plainMatcher=org.apache.shiro.authc.credential.SimpleCredentialsMatcher
            iniRealm.credentialsMatcher = $plainMatcher
            localhostFilter=org.apache.jena.fuseki.authz.LocalhostFilter
            [users]
            carol=carol-pw
            [urls]
            /postern/api/** = authcBasic
            /$/** = localhostFilter
            /** = anon
            """;

  PublishedFusekiIT() {
    super("jena-fuseki-war");
  }

  @Override
  AppServer prepare() throws IOException {
    return PublishedTomcat.prepare(getClass());
  }

  @Override
  void configure(AppServer server) throws IOException {
    Path fuseki = Files.createDirectories(server.base.resolve("fuseki"));
    Files.writeString(fuseki.resolve("shiro.ini"), SHIRO);
    PublishedTomcat.environment(server, "FUSEKI_BASE", fuseki.toString());
    String jetty = System.getProperty("jetty-12.0.version");
    Path lib = AppServer.home("jetty-home-" + jetty).resolve("lib");
    Path libraries = Files.createDirectories(server.base.resolve("lib"));
    for (String jar : List.of("jetty-http-" + jetty, "jetty-util-" + jetty, "jetty-io-" + jetty)) {
      Files.copy(lib.resolve(jar + ".jar"), libraries.resolve(jar + ".jar"));
    }
    try (var logging = Files.newDirectoryStream(lib.resolve("logging"), "slf4j-api-*.jar")) {
      for (Path jar : logging) {
        Files.copy(jar, libraries.resolve(jar.getFileName()));
      }
    }
  }

  @Override
  List<String> options() {
    return List.of(
        "--set",
        "postern.prefix=sparql",
        "--set",
        "postern.required-paths=/ds/*",
        "--replace",
        "json-api");
  }

  @Override
  PublishedOwner signIn() {
    return new PublishedOwner(client(), "/postern/api", "Authorization", BASIC);
  }

  @Override
  Reply call(Client client, String... headers) throws Exception {
    return client.get("/ds/query?query=SELECT%20(21%2B21%20AS%20%3Fsum)%20%7B%7D", headers);
  }

  @Override
  void started(AppServer running) throws Exception {
    for (String application : List.of(GRAFTED, ORIGINAL)) {
      Reply created = new Client(running.url(application))
          .send("POST", "/$/datasets?dbName=ds&dbType=mem", null);
      assertTrue(
          created.status() == 200 || created.status() == 409,
          created.status() + created.body() + running.log());
    }
  }

  @Override
  String answer() {
    return ">42<";
  }

  @Override
  List<String> pages() {
    return List.of("/", "/index.html", "/$/ping", "/$/server");
  }

  @Override
  int statusWithoutKey() {
    return 401;
  }

  @Test
  void theDataCanBeChangedWithAKeyAndReadAgain() throws Exception {
    String[] key = keyHeader();
    Reply updated = client()
        .send(
            "POST",
            "/ds/update",
            "INSERT DATA { <urn:a> <urn:b> 'written with a key' }",
            key[0],
            key[1],
            "Content-Type",
            "application/sparql-update");
    assertTrue(updated.status() / 100 == 2, updated.status() + updated.body());
    Reply read = client().get("/ds/query?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D", key);
    assertTrue(read.body().contains("written with a key"), read.body());
    assertEquals(
        401,
        client()
            .send("POST", "/ds/update", "CLEAR ALL", "Content-Type", "application/sparql-update")
            .status());
  }
}
