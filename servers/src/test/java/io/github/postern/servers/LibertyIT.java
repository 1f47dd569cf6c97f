package io.github.postern.servers;

import org.junit.jupiter.api.Tag;

/** Open Liberty with its web profile. */
@Tag("all-servers")
class LibertyIT extends ServerContract {

    @Override
    AppServer prepare() throws Exception {
        return new Liberty(new Product("Open Liberty", System.getProperty("liberty.version"), "EE 10 web profile",
                AppServer.home("wlp"), getClass().getSimpleName(), true));
    }
}
