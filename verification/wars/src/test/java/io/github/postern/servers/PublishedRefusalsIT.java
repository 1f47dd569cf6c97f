package io.github.postern.servers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Published WARs that graft does not take. */
class PublishedRefusalsIT {

  @Test
  @Tag("all-wars")
  void aWarForServersBeforeJakartaIsRefused() throws Exception {
    String said = refusal("jspwiki-war");
    assertTrue(said.contains("uses javax.servlet") && said.contains("Migrate it first"), said);
  }

  @Test
  @Tag("all-wars")
  void aLibraryThatPosternCannotUseIsRefused() throws Exception {
    String said = refusal("jena-fuseki-war");
    assertTrue(said.contains("json-api 2.0.1 (WEB-INF/lib/jakarta.json-2.0.1.jar)"), said);
    assertTrue(said.contains("--replace json-api"), said);
  }

  @Test
  void aWarIsNotGraftedTwice() throws Exception {
    Path once = PublishedWar.graft(
        PublishedWar.original("jolokia-agent-war"), "once", "--set", "postern.prefix=jmx");
    String said = assertThrows(
            IOException.class,
            () -> PublishedWar.graft(once, "twice", "--set", "postern.prefix=jmx"))
        .getMessage();
    assertTrue(said.contains("has Postern already"), said);
  }

  private static String refusal(String artifact) {
    Path war = PublishedWar.original(artifact);
    String said = assertThrows(
            IOException.class,
            () -> PublishedWar.graft(war, "refused-" + artifact, "--set", "postern.prefix=jobs"))
        .getMessage();
    assertTrue(said.contains("ended with 1"), said);
    assertFalse(Files.exists(
        war.resolveSibling("../grafted/refused-" + artifact + ".war").normalize()));
    return said;
  }
}
