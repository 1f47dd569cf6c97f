package io.github.postern.servers;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** Eclipse Jetty 12.0, Jakarta EE 10. */
@Tag(OnServer.RELATIVE)
class Jetty120IT extends ServerContract {

  @Override
  AppServer prepare() throws IOException {
    return new Jetty(
        System.getProperty("jetty-12.0.version"), "ee10", getClass().getSimpleName());
  }
}
