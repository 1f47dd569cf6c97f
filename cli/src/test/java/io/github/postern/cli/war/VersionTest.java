package io.github.postern.cli.war;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionTest {

  @Test
  void numbersCountAndNotTheirTexts() {
    assertTrue(new Version("3.10").compareTo(new Version("3.9")) > 0);
    assertTrue(new Version("4.0.0-M1").compareTo(new Version("4")) == 0);
    assertEquals(new Version("6.6.1.Final"), new Version("6.6.1"));
    assertEquals(new Version("4.0").hashCode(), new Version("4.0.0").hashCode());
  }

  @Test
  void aVersionIsFoundInTheNameOfAFile() {
    assertEquals(
        "3.2.4", Version.ofFile("WEB-INF/lib/caffeine-3.2.4.jar").orElseThrow().text());
    assertEquals(
        "10.16.1.1", Version.ofFile("a/derby-10.16.1.1.jar").orElseThrow().text());
    assertEquals(Optional.empty(), Version.ofFile("a/log4j-api.jar"));
    assertEquals(Optional.empty(), Version.of("${project.version}"));
  }
}
