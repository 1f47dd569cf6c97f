package io.github.postern.servers;

import java.io.IOException;

/** Eclipse Jetty 12.1, Jakarta EE 10. */
class Jetty121Ee10IT extends ServerContract {

    @Override
    AppServer prepare() throws IOException {
        return new Jetty(System.getProperty("jetty-12.1.version"), "ee10", getClass().getSimpleName());
    }
}
