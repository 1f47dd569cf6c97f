package io.github.postern.servers;

import java.io.IOException;

/** Eclipse Jetty 12.0, Jakarta EE 10. */
class Jetty120IT extends ServerContract {

    @Override
    AppServer prepare() throws IOException {
        return new Jetty(System.getProperty("jetty-12.0.version"), "ee10", getClass().getSimpleName());
    }
}
