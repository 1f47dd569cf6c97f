package io.github.postern.servers;

import io.github.postern.testkit.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** WildFly: a {@code standalone} of its own, WARs and marker files in deployments. */
final class WildFly extends AppServer {

  private static final String DOMAIN = "<application-security-domain name=\"other\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ServerProduct product;

  WildFly(ServerProduct product) throws IOException {
    super(product.slug(), usualJavaHome());
    this.product = product;
  }

  @Override
  ServerProduct product() {
    return product;
  }

  @Override
  void layOut() throws IOException {
    Trees.copy(product.home().resolve("standalone/configuration"), base.resolve("configuration"));
    Files.writeString(
        base.resolve("configuration/application-users.properties"), ServerUsers.wildflyUsers());
    Files.writeString(
        base.resolve("configuration/application-roles.properties"), ServerUsers.wildflyRoles());
    Files.createDirectories(deployments());
    // How often deployments is looked at, in milliseconds.
    Trees.edit(
        base.resolve("configuration/standalone.xml"),
        "scan-interval=\"5000\"",
        "scan-interval=\"500\"");
    // As docs/container-security.md asks for, so that uses of a key are no failed logins.
    // Undertow's is the last one.
    Path configuration = base.resolve("configuration/standalone.xml");
    String text = Files.readString(configuration);
    int at = text.lastIndexOf(DOMAIN) + DOMAIN.length();
    Files.writeString(
        configuration, text.substring(0, at) + " integrated-jaspi=\"false\"" + text.substring(at));
  }

  @Override
  List<String> command() {
    return List.of(
        "/bin/sh",
        product.home().resolve("bin/standalone.sh").toString(),
        "-b",
        "127.0.0.1",
        "-bmanagement",
        "127.0.0.1",
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=0",
        "-Djboss.management.http.port=0",
        "-Djboss.management.https.port=0",
        "-Djboss.server.base.dir=" + base);
  }

  /** Undertow keeps cookies apart from headers until it sends both. */
  @Override
  boolean takesCookiesBack() {
    return false;
  }

  @Override
  boolean hasBeans() {
    return true;
  }

  @Override
  Path deployments() {
    return base.resolve("deployments");
  }

  @Override
  void put(String application, Path war) throws Exception {
    Files.deleteIfExists(marker(application, "failed"));
    super.put(application, war);
  }

  /** Taking the marker away undeploys; only then the file may go. */
  @Override
  void remove(String application) throws Exception {
    Files.delete(marker(application, "deployed"));
    Polling.until(PATIENCE, () -> Files.exists(marker(application, "undeployed")), this::log);
    super.remove(application);
    Files.deleteIfExists(marker(application, "undeployed"));
  }

  @Override
  void forget(String application) throws Exception {
    super.remove(application);
  }

  @Override
  String ownProvider() {
    return "Hibernate";
  }

  @Override
  boolean ownProviderKnowsDerby() {
    return product.platform().equals("EE 10"); // with EE 11 it is Hibernate 7
  }

  private Path marker(String application, String state) {
    return deployments().resolve(application + ".war." + state);
  }
}
