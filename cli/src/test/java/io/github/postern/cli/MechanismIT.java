package io.github.postern.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that logs people in by Jakarta Security gets what puts keys before that, and keeps
 * its own beans.
 */
class MechanismIT {

  private static final String SERVICES =
      "WEB-INF/classes/META-INF/services/jakarta.enterprise.inject.spi.Extension";
  private static final String BEANS = "WEB-INF/beans.xml";

  @TempDir
  private Path folder;

  /**
   * An archive with an extension and without beans.xml has no beans (CDI 4.0, "Bean archives"): the
   * mechanism would be gone.
   */
  @Test
  void theBeansOfAnApplicationWithoutBeansXmlAreStillBeans() throws Exception {
    Map<String, byte[]> content = graft(Wars.application());
    assertEquals("io.github.postern.container.KeyMechanismExtension\n", text(content, SERVICES));
    assertTrue(
        text(content, BEANS).contains("bean-discovery-mode=\"annotated\""), text(content, BEANS));
  }

  @Test
  void aBeansXmlThatIsThereStays() throws Exception {
    Map<String, byte[]> content =
        graft(Wars.application().file(BEANS, "<beans bean-discovery-mode='all'/>"));
    assertEquals("<beans bean-discovery-mode='all'/>", text(content, BEANS));
    assertFalse(graft(Wars.application().file("WEB-INF/classes/META-INF/beans.xml", "<beans/>"))
        .containsKey(BEANS));
  }

  @Test
  void classesThatWereNoBeansStayNone() throws Exception {
    Map<String, byte[]> content = graft(Wars.application().file(SERVICES, "own.Extension"));
    assertEquals(
        "own.Extension\nio.github.postern.container.KeyMechanismExtension\n",
        text(content, SERVICES));
    assertFalse(content.containsKey(BEANS));
  }

  private Map<String, byte[]> graft(Wars application) throws Exception {
    Path war = application
        .webXml(Wars.webXml("", ""))
        .file(
            "WEB-INF/classes/own/Users.class",
            "jakarta/security/enterprise/authentication/mechanism/http/")
        .write(folder.resolve("app.war"));
    Path grafted = folder.resolve("out.war");
    new Commands()
        .run(
            "graft",
            war.toString(),
            "--force",
            "--output",
            grafted.toString(),
            "--set",
            "postern.prefix=jobs",
            "--set",
            "postern.authentication=container")
        .ok();
    return Wars.content(grafted);
  }

  private static String text(Map<String, byte[]> content, String name) {
    return new String(content.get(name), StandardCharsets.UTF_8);
  }
}
