package io.github.postern.servers;

import java.io.IOException;

/** Eclipse Jetty 12.1, Jakarta EE 11. */
class Jetty121Ee11IT extends ServerContract {

  @Override
  AppServer prepare() throws IOException {
    return new Jetty(
        System.getProperty("jetty-12.1.version"), "ee11", getClass().getSimpleName());
  }
}
