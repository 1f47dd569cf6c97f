package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** Payara 6. */
@Tag("all-servers")
class Payara6IT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new GlassFish(
        new ServerProduct(
            "Payara",
            System.getProperty("payara-6.version"),
            "EE 10",
            AppServer.home("payara6"),
            getClass().getSimpleName(),
            true),
        AppServer.usualJavaHome());
  }
}
