package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.TestApp;
import jakarta.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keys cost that work no more and still come over an unencrypted connection or in a URL. */
class DeadKeysInClearTest {

    private static final int REQUESTS = 40;

    private final String url = "jdbc:derby:memory:dead" + System.nanoTime();
    private final AtomicInteger taken = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"revoked", "expired"})
    @DisplayName("E-7: a key that works no more costs no transaction for each request, where keys in clear or in a URL are suspended")
    @SuppressWarnings("try") // the connection keeps the database in memory
    void aDeadKeyCostsNoTransaction(String state) throws Exception {
        try (Connection kept = DriverManager.getConnection(url + ";create=true");
                TestApp app = TestApp.prepare().run(builder -> builder.setting("postern.jdbc-url", "").dataSource(counting())
                    .setting("postern.insecure-transport", "suspend").setting("postern.transport-proxies", "127.0.0.1"))) {
            Browser alice = app.loggedIn("alice", "user");
            JsonObject key = alice.create("{\"name\":\"n\",\"validFor\":\"PT1M\"}");
            if (state.equals("revoked")) {
                assertEquals(204, alice.api("DELETE", "/keys/" + key.getString("id"), null).status());
            } else {
                app.clock().advance(Duration.ofMinutes(2));
            }
            String secret = key.getString("key");
            for (int i = 0; i < 3; i++) {
                assertEquals(403, app.script().get("/api/me", "X-API-Key", secret, "X-Forwarded-Proto", "http").status());
            }
            int before = taken.get();
            for (int i = 0; i < REQUESTS; i++) {
                app.script().get("/api/me", "X-API-Key", secret, "X-Forwarded-Proto", "http");
            }
            assertTrue(taken.get() - before < REQUESTS / 2, () -> REQUESTS + " requests took " + (taken.get() - before) + " connections");
        }
    }

    private DataSource counting() {
        return (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                taken.incrementAndGet();
                return DriverManager.getConnection(url);
            }
            try {
                return method.getReturnType() == boolean.class ? Boolean.FALSE : method.invoke(this, arguments);
            } catch (InvocationTargetException | IllegalArgumentException e) {
                return method.getReturnType() == int.class ? Integer.valueOf(0) : null;
            }
        });
    }
}
