package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testkit.Client;
import io.github.postern.testkit.Polling;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An undeployed application is gone, and one that is deployed again has its keys. Servers keep
 * class loaders of any application: the stranger's, without Postern, is deployed and used as often,
 * and as many loaders of ours may stay.
 */
interface LifecycleTests extends OnServer {

  /** How often an application is deployed again; each must leave what it found. */
  int REDEPLOYMENTS = Integer.getInteger("servers.redeployments");

  /** The stranger's application without Postern. */
  String PLAIN = "plain";

  /** Collections of garbage, and servers that close what they keep for a while. */
  Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  @Tag(LONG)
  default void undeployingLeavesNoThreadClassLoaderPoolOrDriver() throws Exception {
    Path war = Wars.grafted("cycle", Map.of());
    JvmState before = JvmState.of(server());
    usePlain();
    server().deploy("cycle", war);
    String key = new Client(server().url("cycle")).login("alice").createKey("survivor");
    Client script = new Client(server().url("cycle"));
    assertEquals("alice", script.whoWith(key));
    JvmState with = JvmState.of(server());
    assertTrue(with.threads().containsKey("postern/cycle"), "what runs can be seen: " + with);
    long errors = errors();
    server().undeploy("cycle");
    server().undeploy(PLAIN);
    assertBecomes(before);
    assertEquals(errors, errors(), "what ends in order complains of nothing");
    server().deploy("cycle", war);
    assertEquals("alice", script.whoWith(key), "keys survive");
    server().undeploy("cycle");
    assertEquals("alice", script().whoWith(key()), "the other application goes on");
  }

  @Test
  @Tag(LONG)
  default void deployingAgainAndAgainDoesNotAddUp() throws Exception {
    Path war = Wars.grafted("again", Map.of());
    usePlain();
    server().deploy("again", war);
    String key = new Client(server().url("again")).login("alice").createKey("survivor");
    Client script = new Client(server().url("again"));
    assertEquals("alice", script.whoWith(key));
    JvmState before = JvmState.of(server());
    for (int i = 0; i < REDEPLOYMENTS; i++) {
      usePlain();
      server().deploy("again", war);
      assertEquals("alice", script.whoWith(key), "deployment " + i);
    }
    JvmState after = assertBecomes(before);
    Results.redeployed(server(), REDEPLOYMENTS, before, after);
    server().undeploy("again");
    server().undeploy(PLAIN);
  }

  /** Deploys the stranger's application as it was before Postern, anew, and uses it. */
  private void usePlain() throws Exception {
    server().deploy(PLAIN, Wars.plain());
    assertEquals(
        "alice", new Client(server().url(PLAIN)).login("alice").get("/who").line("user"));
  }

  /** How often the background work said that the store was away. */
  private long errors() {
    return server()
        .log()
        .lines()
        .filter(line -> line.contains("Changes by other nodes cannot be seen"))
        .count();
  }

  private JvmState assertBecomes(JvmState before) throws Exception {
    AtomicReference<JvmState> now = new AtomicReference<>();
    Polling.until(
        PATIENCE,
        () -> {
          now.set(JvmState.of(server()));
          return now.get().isNoMoreThan(before, pinned());
        },
        () -> server().product()
            + " keeps something: see "
            + server().dump()
            + "\nbefore: "
            + before
            + "\nafter:  "
            + now.get());
    return now.get();
  }

  /**
   * How many class loaders are kept by others than us. Up to Java 18 the JDK keeps the type for
   * which it last linked the {@code equals} of a record, whosever record that is
   * ({@code java.lang.runtime.ObjectMethods.OBJECT_EQ}, {@code MethodHandle.asTypeCache}): one, not
   * more. The stranger has no records.
   */
  private int pinned() {
    return (Jdk.of(server().javaHome()).feature() < 19 ? 1 : 0) + server().pinnedClassLoaders();
  }
}
