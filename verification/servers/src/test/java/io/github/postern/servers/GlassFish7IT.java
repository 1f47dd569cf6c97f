package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** GlassFish 7. */
@Tag("all-servers")
class GlassFish7IT extends ServerContract {

  @Override
  AppServer prepare() throws Exception {
    return new GlassFish(
        new ServerProduct(
            "GlassFish",
            System.getProperty("glassfish-7.version"),
            "EE 10",
            AppServer.home("glassfish7"),
            getClass().getSimpleName(),
            true),
        AppServer.usualJavaHome());
  }
}
