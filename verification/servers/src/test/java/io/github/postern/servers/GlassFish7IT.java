package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.postern.testkit.Client;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** GlassFish 7. */
@Tag("all-servers")
class GlassFish7IT extends ServerContract {

    @Override
    AppServer prepare() throws Exception {
        return new GlassFish(new ServerProduct("GlassFish", System.getProperty("glassfish-7.version"), "EE 10",
                AppServer.home("glassfish7"), getClass().getSimpleName(), true), AppServer.usualJavaHome());
    }

    /** {@code LoginContextDriver.jmacLogin} adds them, whoever says that somebody has logged in. */
    @Test
    @DisplayName("GlassFish without Postern: whom a module logs in has the groups of the server's realm for that name as well")
    void theRealmAddsItsGroups() throws Exception {
        server().deploy("plainsecured", Wars.securedWithoutPostern());
        try {
            String header = "Basic " + Base64.getEncoder().encodeToString("carol:carol-1".getBytes(StandardCharsets.UTF_8));
            assertEquals(403, new Client(server().url("plainsecured")).as(header).get("/app/admin/who").status());
            ((GlassFish) server()).admit(new ServerUsers("carol", "another", List.of("admin")));
            assertEquals("carol", new Client(server().url("plainsecured")).as(header).get("/app/admin/who").line("user"));
        } finally {
            server().undeploy("plainsecured");
        }
    }
}
