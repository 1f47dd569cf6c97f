package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A WebSocket end-point below a path that only a key opens. */
interface WebSocketTests extends OnServer {

    @Test
    @DisplayName("S-2: a WebSocket below a path that only a key opens is opened by a good key and by nothing else")
    default void onlyAGoodKeyOpensAWebSocket() throws Exception {
        assertOnlyAKeyOpens(SHOP, key());
    }

    @Test
    @DisplayName("E-1: likewise where the application declares the filter in web.xml")
    default void likewiseWithADeclaredFilter() throws Exception {
        server().deploy("declared", Wars.declared("declared"));
        try {
            assertOnlyAKeyOpens("declared", new Client(server().url("declared")).login("alice").createKey("n"));
        } finally {
            server().undeploy("declared");
        }
    }

    @Test
    @DisplayName("S-23, E-2: the end-point sees no credential and no session; on Jetty it does see the headers of the handshake")
    default void whatTheEndPointSees() throws Exception {
        String shown = String.valueOf(server().showsHandshakes());
        assertEquals("PROTECTED user=alice key=" + shown + " cookie=false session=null",
                script().open("/batch/socket", "X-API-Key", key()));
        String beside = script().open("/batch/socket", "X-API-Key", key(), "Cookie", browser("bob").cookie());
        assertTrue(List.of("400", "PROTECTED user=alice key=" + shown + " cookie=" + shown + " session=null").contains(beside),
                "E-2: " + beside);
    }

    private void assertOnlyAKeyOpens(String application, String good) throws Exception {
        Client client = new Client(server().url(application));
        assertEquals("401", client.open("/batch/socket"));
        assertEquals("401", client.open("/batch/socket", "Cookie", new Client(server().url(application)).login("bob").cookie()));
        String last = good.endsWith("0") ? "1" : "0";
        assertEquals("401", client.open("/batch/socket", "X-API-Key", good.substring(0, good.length() - 1) + last));
        assertEquals("401", client.open("/batch/socket", "Authorization", "Bearer shop_nonsense"));
        assertTrue(client.open("/batch/socket", "X-API-Key", good).startsWith("PROTECTED user=alice "));
        assertEquals(401, client.get("/batch/run").status());
    }
}
