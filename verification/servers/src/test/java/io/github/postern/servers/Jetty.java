package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Eclipse Jetty: a {@code jetty.base} with the modules that a WAR needs, WARs in webapps. */
final class Jetty extends AppServer {

  private final ServerProduct product;
  private final String environment;

  /**
   * Prepares an instance.
   *
   * @param environment {@code ee10} or {@code ee11}
   */
  Jetty(String version, String environment, String test) throws IOException {
    super("jetty-" + version + "-" + environment, usualJavaHome());
    this.environment = environment;
    this.product = new ServerProduct(
        "Jetty",
        version,
        environment.replace("ee", "EE "),
        home("jetty-home-" + version),
        test,
        false);
  }

  @Override
  ServerProduct product() {
    return product;
  }

  @Override
  void layOut() throws IOException {
    Files.createDirectories(deployments());
    Files.createDirectories(base.resolve("etc"));
    Files.writeString(base.resolve("etc/people.xml"), ServerUsers.jettyRealm());
    String e = environment;
    ServerProcess.run(
        List.of(
            java(),
            "-jar",
            product.home().resolve("start.jar").toString(),
            "--add-modules=http,"
                + e
                + "-deploy,"
                + e
                + "-annotations,"
                + e
                + "-plus,"
                + e
                + "-jsp,"
                + e
                + "-websocket-jakarta,sessions"),
        base,
        environment());
  }

  @Override
  List<String> command() {
    return List.of(
        java(),
        "-XX:SoftRefLRUPolicyMSPerMB=0",
        "-jar",
        product.home().resolve("start.jar").toString(),
        "jetty.http.host=127.0.0.1",
        "jetty.http.port=" + port,
        "jetty.deploy.scanInterval=1",
        "jetty.deploy.scanIntervalMs=500",
        "etc/people.xml");
  }

  /**
   * The end-points of 12.0 get the request of the server, which no filter can change; those of 12.1
   * the one of the filter.
   */
  @Override
  boolean showsHandshakes() {
    return product.version().startsWith("12.0.");
  }

  /** Jakarta Authentication is a module of its own, which applications do not see. */
  @Override
  boolean takesModules() {
    return false;
  }

  @Override
  boolean takesCookiesBack() {
    return true;
  }

  @Override
  boolean hasBeans() {
    return false;
  }

  /** It starts, finds the application unavailable, and goes on answering for it. */
  @Override
  int answersForAbsent() {
    return 503;
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  /**
   * Jetty 12.1 starts the new deployment before it stops the old one, and two cannot have the
   * embedded database. So we do as docs/servers.md advises: take the WAR away, and put the new one
   * there when the old one has stopped.
   */
  @Override
  void put(String application, Path war) throws Exception {
    if (Files.exists(deployments().resolve(application + ".war"))) {
      undeploy(application);
    }
    super.put(application, war);
  }

  private String java() {
    return javaHome().resolve("bin/java").toString();
  }
}
