package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** GlassFish 8, which needs a JDK 21. */
@Tag("all-servers")
class GlassFish8IT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new GlassFish(
        new ServerProduct(
            "GlassFish",
            System.getProperty("glassfish-8.version"),
            "EE 11",
            AppServer.home("glassfish8"),
            getClass().getSimpleName(),
            true),
        Jdk.newerHome(21));
  }
}
