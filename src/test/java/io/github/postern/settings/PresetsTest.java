package io.github.postern.settings;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.policy.PolicySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetsTest {

  private static final String REVEAL_KEY = "r1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

  @ParameterizedTest
  @ValueSource(
      strings = {"netbackup", "netbackup-11", "cohesity", "cloudtower", "cortex", "dataos"})
  void aPresetIsSettingsThatExistAndFitTogether(String name) {
    Properties preset = Presets.load(name).orElseThrow();
    preset.stringPropertyNames().forEach(key -> assertTrue(Setting.ofKey(key).isPresent(), key));
    assertDoesNotThrow(() -> PolicySettings.policy(settings(Map.of("postern.preset", name))));
  }

  @Test
  void aSingleSettingOverridesALineOfThePreset() {
    Settings settings =
        settings(Map.of("postern.preset", "netbackup", "postern.keys-per-owner", "3"));
    assertEquals(3, PolicySettings.policy(settings).keysPerOwner());
    assertEquals(
        "Authorization",
        PolicySettings.policy(settings).credentialRules().carriers().get(0).toString());
  }

  @Test
  void whatIsInForceIsToldApart() {
    String description = settings(
            Map.of("postern.preset", "netbackup", "postern.keys-per-owner", "3"))
        .describe();
    assertTrue(
        description.contains("postern.preset = 'netbackup' (context parameter)"), description);
    assertTrue(
        description.contains("postern.keys-per-owner = '3' (context parameter)"), description);
    assertTrue(description.contains("postern.carriers = 'raw' (preset netbackup)"), description);
  }

  @Test
  void contradictionsStopTheStartWithWhatValueRuleAndRemedy() {
    assertMentions(
        Map.of("postern.reveal", "true"),
        "postern.reveal",
        "'true'",
        "postern.reveal-key",
        "openssl");
    assertMentions(
        Map.of("postern.keys-per-owner", "1", "postern.maximum-overlap", "P1D"),
        "postern.maximum-overlap",
        "'P1D'",
        "postern.keys-per-owner=1");
    assertMentions(
        Map.of("postern.local.default-validity", "P30D", "postern.local.maximum-validity", "P7D"),
        "postern.local.default-validity",
        "'P30D'",
        "postern.local.maximum-validity",
        "P7D");
    assertMentions(
        Map.of("postern.approval", "required", "postern.local.when-full", "replace"),
        "postern.local.when-full",
        "'replace'",
        "postern.approval=required",
        "refuse");
    assertMentions(
        Map.of("postern.step-up", "soon"), "postern.step-up", "'soon'", "off or a duration");
    assertMentions(Map.of("postern.preset", "netback"), "postern.preset", "'netback'", "netbackup");
  }

  /** The differences are values: no code asks which product it plays. */
  @Test
  void noCodeAsksWhichPresetIsInForce() throws IOException {
    Pattern names =
        Pattern.compile("(?i)netbackup|cohesity|cloudtower|cortex|dataos|Setting\\.PRESET");
    TreeSet<String> files = new TreeSet<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path file : sources.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (names.matcher(Files.readString(file)).find()) {
          files.add(file.getFileName().toString());
        }
      }
    }
    // The list of names, the reader of the file, and the styles of refusals, which are a
    // setting of their own.
    assertEquals(
        new TreeSet<>(
            Set.of("ResponseSettings.java", "ErrorStyle.java", "Setting.java", "Settings.java")),
        files);
  }

  private static void assertMentions(Map<String, String> settings, String... parts) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("postern.prefix", "test");
    String message = assertThrows(
            InvalidSettingException.class,
            () -> PolicySettings.policy(Settings.of(all, Map.of(), Map.of())))
        .getMessage();
    List.of(parts).forEach(part -> assertTrue(message.contains(part), part + " in: " + message));
  }

  private static Settings settings(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("postern.prefix", "test");
    all.put("postern.reveal-key", REVEAL_KEY);
    return Settings.of(all, Map.of(), Map.of());
  }
}
