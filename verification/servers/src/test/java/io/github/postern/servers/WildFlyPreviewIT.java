package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** WildFly Preview. */
@Tag("all-servers")
class WildFlyPreviewIT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new WildFly(new ServerProduct(
        "WildFly Preview",
        System.getProperty("wildfly.version"),
        "EE 11",
        AppServer.home("wildfly-preview-" + System.getProperty("wildfly.version")),
        getClass().getSimpleName(),
        true));
  }
}
