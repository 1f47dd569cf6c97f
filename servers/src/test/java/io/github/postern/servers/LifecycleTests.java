package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is undeployed is gone, and what is deployed again has its keys. */
interface LifecycleTests extends OnServer {

    /** How often an application is deployed again; each must leave what it found. */
    int REDEPLOYMENTS = Integer.getInteger("servers.redeployments");
    /** Says so in the report. {@code -Dservers.open=true} runs them. */
    String OPEN = "open: these tests did not pass on Jetty yet, see docs/compatibility.md";
    /** Collections of garbage, and servers that close what they keep for a while. */
    Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    default void undeployingLeavesNoThreadClassLoaderPoolOrDriver() throws Exception {
        assumeTrue(!server().product().name().equals("Jetty") || Boolean.getBoolean("servers.open"), OPEN);
        Path war = Wars.grafted("cycle", Map.of());
        JvmState before = JvmState.of(server());
        server().deploy("cycle", war);
        Client alice = new Client(server().url("cycle")).login("alice");
        String key = alice.createKey("survivor");
        assertEquals("alice", alice.whoWith(key));
        JvmState with = JvmState.of(server());
        assertTrue(with.running() > before.running(), "what runs can be seen: " + with);
        long errors = errors();
        server().undeploy("cycle");
        assertBecomes(before, 1);
        assertEquals(errors, errors(), "what ends in order complains of nothing");
        server().deploy("cycle", war);
        assertEquals("alice", alice.whoWith(key), "keys survive");
        server().undeploy("cycle");
        assertEquals("alice", script().whoWith(key()), "the other application goes on");
    }

    @Test
    default void deployingAgainAndAgainDoesNotAddUp() throws Exception {
        assumeTrue(!server().product().name().equals("Jetty") || Boolean.getBoolean("servers.open"), OPEN);
        Path war = Wars.grafted("again", Map.of());
        server().deploy("again", war);
        Client alice = new Client(server().url("again")).login("alice");
        String key = alice.createKey("survivor");
        assertEquals("alice", alice.whoWith(key));
        JvmState before = JvmState.of(server());
        for (int i = 0; i < REDEPLOYMENTS; i++) {
            server().deploy("again", war);
            assertEquals("alice", alice.whoWith(key), "deployment " + i);
        }
        JvmState after = assertBecomes(before, REDEPLOYMENTS);
        Results.redeployed(server(), REDEPLOYMENTS, before, after);
        server().undeploy("again");
    }

    /** How often the background work said that the store was away. */
    private long errors() {
        return server().log().lines().filter(line -> line.contains("Changes by other nodes cannot be seen")).count();
    }

    private JvmState assertBecomes(JvmState before, int deployments) throws Exception {
        AtomicReference<JvmState> now = new AtomicReference<>();
        Waiting.until(PATIENCE, () -> {
            now.set(JvmState.of(server()));
            return now.get().isNoMoreThan(before, pinned(deployments));
        }, () -> server().product() + " keeps something.\nbefore: " + before + "\nafter:  " + now.get());
        return now.get();
    }

    /**
     * How many class loaders are kept by others than us. Up to Java 18 the JDK keeps the type for which it last linked the
     * {@code equals} of a record, whosever record that is ({@code java.lang.runtime.ObjectMethods.OBJECT_EQ},
     * {@code MethodHandle.asTypeCache}): one, not more. A server may keep one for each deployment.
     */
    private int pinned(int deployments) {
        return (Jdk.of(server().javaHome()).feature() < 19 ? 1 : 0)
                + (server().keepsClassLoaders() ? 1 + deployments : 0);
    }
}
