package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Apache Tomcat: {@code CATALINA_BASE} with the distribution's own conf, WARs in webapps. */
final class Tomcat extends AppServer {

  private final ServerProduct product;
  private long age = 100_000;

  Tomcat(String version, String platform, String test) throws IOException {
    super("tomcat-" + version, usualJavaHome());
    this.product = new ServerProduct(
        "Tomcat", version, platform, home("apache-tomcat-" + version), test, false);
  }

  @Override
  ServerProduct product() {
    return product;
  }

  @Override
  void layOut() throws IOException {
    Trees.copy(product.home().resolve("conf"), base.resolve("conf"));
    for (String directory : List.of("webapps", "logs", "temp", "work")) {
      Files.createDirectories(base.resolve(directory));
    }
    Files.writeString(base.resolve("conf/tomcat-users.xml"), ServerUsers.tomcatUsers());
    Path configuration = base.resolve("conf/server.xml");
    Trees.edit(configuration, "<Server port=\"8005\"", "<Server port=\"-1\"");
    // Trailers are seen that are named here; by default none.
    Trees.edit(
        configuration,
        "<Connector port=\"8080\"",
        "<Connector address=\"127.0.0.1\" port=\""
            + port
            + "\" allowedTrailerHeaders=\"x-api-key,cookie\"");
    // How often webapps is looked at, in seconds; 10 by default.
    Trees.edit(
        configuration,
        "<Engine name=\"Catalina\"",
        "<Engine backgroundProcessorDelay=\"1\" name=\"Catalina\"");
  }

  @Override
  List<String> command() {
    return List.of("/bin/sh", product.home().resolve("bin/catalina.sh").toString(), "run");
  }

  @Override
  Map<String, String> environment() {
    Map<String, String> environment = super.environment();
    environment.put("CATALINA_HOME", product.home().toString());
    environment.put("CATALINA_BASE", base.toString());
    return environment;
  }

  /** Unless the valve of the application says changeSessionIdOnAuthentication="false". */
  @Override
  boolean changesSessionIds() {
    return true;
  }

  @Override
  boolean takesCookiesBack() {
    return true;
  }

  @Override
  boolean hasBeans() {
    return false;
  }

  @Override
  Path deployments() {
    return base.resolve("webapps");
  }

  /**
   * A file that changed within the last ten seconds is left alone, as it may be incomplete; ours
   * keeps an older time.
   */
  @Override
  void put(String application, Path war) throws IOException {
    Path part = deployments().resolve(application + ".part");
    Files.copy(war, part);
    age -= 1;
    Files.setLastModifiedTime(part, FileTime.from(Instant.now().minusSeconds(age)));
    Files.move(
        part, deployments().resolve(application + ".war"), StandardCopyOption.REPLACE_EXISTING);
  }
}
