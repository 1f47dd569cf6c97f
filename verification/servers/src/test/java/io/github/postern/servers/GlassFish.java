package io.github.postern.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** GlassFish and its descendant Payara: a domain of its own, started and filled by asadmin. */
final class GlassFish extends AppServer {

  private static final String LOOPBACK = "127.0.0.1";

  private final ServerProduct product;
  private final int adminPort;

  /**
   * Prepares an instance.
   *
   * @param product which of them
   * @param javaHome the JDK that it needs
   */
  GlassFish(ServerProduct product, Path javaHome) throws IOException {
    super(product.slug(), javaHome);
    this.product = product;
    this.adminPort = freePort();
  }

  @Override
  ServerProduct product() {
    return product;
  }

  @Override
  void layOut() throws IOException {
    Path domain = base.resolve("domains/domain1");
    Trees.copy(product.home().resolve("glassfish/domains/domain1"), domain);
    Path configuration = domain.resolve("config/domain.xml");
    String xml = Files.readString(configuration);
    xml = xml.replace("<network-listener port=\"8080\"", listener(port))
        .replace("<network-listener port=\"8181\"", listener(freePort()))
        .replace("<network-listener port=\"4848\"", listener(adminPort))
        .replace(
            "name=\"JMS_PROVIDER_PORT\" value=\"7676\"",
            "name=\"JMS_PROVIDER_PORT\" value=\"" + freePort() + "\"")
        .replace("address=\"0.0.0.0\"", "address=\"" + LOOPBACK + "\"")
        // Payara's data grid, which would look for other nodes.
        .replaceAll(
            "(<hazelcast-config-specific-configuration) enabled=\"true\"", "$1 enabled=\"false\"");
    for (String used : List.of("3700", "3820", "3920", "8686")) {
      xml = xml.replaceFirst(Pattern.quote("port=\"" + used + "\""), "port=\"" + freePort() + "\"");
    }
    Files.writeString(configuration, xml);
  }

  private static String listener(int number) {
    return "<network-listener address=\"" + LOOPBACK + "\" port=\"" + number + "\"";
  }

  @Override
  List<String> command() {
    return List.of(
        "bash",
        asadmin(),
        "start-domain",
        "--verbose",
        "--domaindir",
        base.resolve("domains").toString(),
        "domain1");
  }

  /** Payara does not look at {@code JAVA_HOME}. */
  @Override
  Map<String, String> environment() {
    Map<String, String> environment = super.environment();
    environment.put("AS_JAVA", javaHome().toString());
    return environment;
  }

  @Override
  void admitPeople() throws IOException {
    for (ServerUsers person : ServerUsers.ALL) {
      Path password = Files.writeString(
          base.resolve("password"), "AS_ADMIN_USERPASSWORD=" + person.password() + "\n");
      run(
          "--passwordfile",
          password.toString(),
          "create-file-user",
          "--groups",
          String.join(":", person.roles()),
          person.name());
    }
  }

  @Override
  void put(String application, Path war) throws IOException {
    run(
        "deploy",
        "--force=true",
        "--name",
        application,
        "--contextroot",
        application,
        war.toString());
  }

  @Override
  void remove(String application) throws IOException {
    run("undeploy", application);
  }

  /** A deployment that failed is none. */
  @Override
  void forget(String application) {
    // Nothing is left of it.
  }

  @Override
  boolean connectionsLeadToRequests() {
    return true;
  }

  /**
   * It knows neither null for a header nor Tomcat's list of headers, so the field stays, without a
   * value.
   */
  @Override
  boolean takesCookiesBack() {
    return true;
  }

  @Override
  boolean hasBeans() {
    return true;
  }

  /** {@code LoginContextDriver.jmacLogin} adds them, whoever says that somebody has logged in. */
  @Override
  boolean addsGroupsOfRealm() {
    return true;
  }

  @Override
  Path deployments() {
    throw new UnsupportedOperationException("asadmin deploys");
  }

  @Override
  List<Path> logs() {
    return List.of(base.resolve("domains/domain1/logs/server.log"));
  }

  @Override
  String ownProvider() {
    return "EclipseLink";
  }

  /**
   * On GlassFish the backtrace of the constant {@code NO_MEM} in the Derby that it brings; on
   * Payara 7 what {@code Payara7LoadersIT} shows of any application.
   */
  @Override
  int pinnedClassLoaders() {
    return product.name().equals("GlassFish") || product.version().startsWith("7.") ? 1 : 0;
  }

  /** The class loader of an application asks that of the server first. */
  @Override
  String defaultProvider() {
    return "EclipseLink in the WAR, of which the server takes its own";
  }

  private String asadmin() {
    return product.home().resolve("bin/asadmin").toString();
  }

  private void run(String... command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of("bash", asadmin(), "--host", LOOPBACK, "--port", "" + adminPort));
    all.addAll(List.of(command));
    ServerProcess.run(all, base, environment());
  }
}
