package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Open Liberty: a user directory of its own with one server, WARs in dropins. */
final class Liberty extends AppServer {

  private static final String SERVER_XML = """
            <server>
              <featureManager><feature>webProfile-10.0</feature><feature>appAuthentication-3.0</feature></featureManager>
              %s
              <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
              <!-- From a packed WAR providers of Jakarta Persistence take minutes to start. -->
              <applicationManager autoExpand="true"/>
              <applicationMonitor pollingRate="500ms"/>
            </server>
            """;

  private final ServerProduct product;

  Liberty(ServerProduct product) throws IOException {
    super(product.slug(), usualJavaHome());
    this.product = product;
  }

  @Override
  ServerProduct product() {
    return product;
  }

  @Override
  void layOut() throws IOException {
    Files.createDirectories(deployments());
    register(ServerUsers.libertyRegistry());
  }

  /** Makes a registry of users that of the server, which looks every half a second. */
  void register(String registry) throws IOException {
    Files.writeString(base.resolve("servers/it/server.xml"), SERVER_XML.formatted(registry, port));
  }

  @Override
  List<String> command() {
    return List.of("/bin/sh", product.home().resolve("bin/server").toString(), "run", "it");
  }

  @Override
  Map<String, String> environment() {
    Map<String, String> environment = super.environment();
    environment.put("WLP_USER_DIR", base.toString());
    return environment;
  }

  /** It keeps cookies apart from headers until it sends both. */
  @Override
  boolean takesCookiesBack() {
    return false;
  }

  @Override
  boolean connectionsLeadToRequests() {
    return true;
  }

  /** By the feature cdi-4.0, which is in its web profile. */
  @Override
  boolean hasBeans() {
    return true;
  }

  /**
   * Whom it has in its cache of authenticated people gets the token that is there, without the mark
   * by which it knows a login of a module again.
   */
  @Override
  boolean forgetsALogin() {
    return true;
  }

  @Override
  Path deployments() {
    return base.resolve("servers/it/dropins");
  }

  @Override
  List<Path> logs() {
    return List.of(base.resolve("servers/it/logs/messages.log"));
  }

  @Override
  String ownProvider() {
    return "EclipseLink";
  }

  /**
   * It looks for the class that was found when the application was read, and for no bean that takes
   * its place.
   */
  @Override
  boolean asksAlternatives() {
    return false;
  }
}
