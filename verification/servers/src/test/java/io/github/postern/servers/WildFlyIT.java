package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** WildFly. */
@Tag("all-servers")
class WildFlyIT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new WildFly(new ServerProduct(
        "WildFly",
        System.getProperty("wildfly.version"),
        "EE 10",
        AppServer.home("wildfly-" + System.getProperty("wildfly.version")),
        getClass().getSimpleName(),
        true));
  }
}
