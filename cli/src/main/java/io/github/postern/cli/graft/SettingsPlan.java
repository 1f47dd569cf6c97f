package io.github.postern.cli.graft;

import io.github.postern.cli.graft.GraftRequest.Consent;
import io.github.postern.cli.war.RefusedException;
import io.github.postern.cli.war.WarFile;
import io.github.postern.cli.war.WebXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The settings that the WAR will have, judged by the library that it will have.
 *
 * @param wanted what is to be written, in the order of the names
 * @param answer what the library says of all the settings
 * @param warnings what somebody should know
 */
record SettingsPlan(
    Map<String, String> wanted, Map<String, List<String>> answer, List<String> warnings) {

  private static final String START = "postern.";

  /**
   * Looks at what is there and what is wanted.
   *
   * @throws RefusedException if the application would not start, or a secret would be in the WAR
   */
  static SettingsPlan of(
      Optional<WebXml> webXml, WarFile war, Bundle bundle, GraftRequest request) {
    Map<String, String> all = webXml.map(SettingsPlan::settings).orElseGet(TreeMap::new);
    all.putAll(request.settings());
    Map<String, List<String>> answer = bundle.check(all, new WarResources(war, Map.of()));
    requireSound(answer);
    List<String> secrets = answer.get("secrets");
    requireNoSecrets(secrets.stream().filter(request.settings()::containsKey).toList(), request);
    List<String> warnings = new ArrayList<>();
    answer
        .get("missing")
        .forEach(text -> warnings.add(text + " Until then the application does not start."));
    secrets.forEach(name -> warnings.add(name
        + " is in the WAR, where everybody who gets the file can"
        + " read it. "
        + remedy(name)));
    return new SettingsPlan(new TreeMap<>(request.settings()), answer, warnings);
  }

  /**
   * Looks at what the graft itself sets: the file of constraints that were moved.
   *
   * @param result the new descriptor
   * @param added what will be in the WAR too
   * @throws RefusedException if the application would not start
   */
  static void requireSound(WebXml result, WarFile war, Map<String, byte[]> added, Bundle bundle) {
    requireSound(bundle.check(settings(result), new WarResources(war, added)));
  }

  private static void requireSound(Map<String, List<String>> answer) {
    if (!answer.get("problems").isEmpty()) {
      throw new RefusedException("The application would not start with these settings: "
          + String.join(" ", answer.get("problems")));
    }
  }

  private static Map<String, String> settings(WebXml webXml) {
    Map<String, String> settings = new TreeMap<>(webXml.parameters());
    settings.keySet().removeIf(name -> !name.startsWith(START));
    return settings;
  }

  private static void requireNoSecrets(List<String> secrets, GraftRequest request) {
    if (!secrets.isEmpty() && !request.allows(Consent.SECRETS)) {
      throw new RefusedException("Secrets do not belong into a WAR, which is copied and kept: "
          + secrets.stream()
              .map(name -> name + ". " + remedy(name))
              .collect(Collectors.joining(" "))
          + " To write them nevertheless, use --allow-secrets.");
    }
  }

  private static String remedy(String name) {
    return "Give it to the server as the environment variable "
        + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT)
        + ".";
  }

  /** Returns what may be meant so; bundles of older builds know none. */
  List<String> hints() {
    return answer.getOrDefault("hints", List.of());
  }

  boolean isOtherDatabase() {
    return answer.get("database").contains("other");
  }

  List<String> urlPatterns() {
    return answer.get("url-patterns");
  }

  String path() {
    return answer.get("path").get(0);
  }
}
