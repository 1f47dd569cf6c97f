package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** Payara 7, which needs a JDK 21. */
@Tag("all-servers")
class Payara7IT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return server(getClass().getSimpleName());
  }

  static AppServer server(String instance) throws Exception {
    return new GlassFish(
        new ServerProduct(
            "Payara",
            System.getProperty("payara-7.version"),
            "EE 11",
            AppServer.home("payara7"),
            instance,
            true),
        Jdk.newerHome(21));
  }
}
