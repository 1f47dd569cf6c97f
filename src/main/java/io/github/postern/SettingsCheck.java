package io.github.postern;

import io.github.postern.policy.PathPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * Judges settings without starting anything, for tools that write them into a WAR: by the rules
 * that the application will start under. It needs the companions of this jar but no servlet API,
 * and takes and answers types of the JDK only, so a tool can ask the very version that it puts into
 * a WAR. Safe for use by many threads.
 *
 * <p>The argument is settings by name. The answer has these lists: {@code problems}, what is wrong
 * in words; {@code missing}, what has to come from the environment of the server; {@code secrets},
 * the given names that hold secrets; {@code hints}, what may be meant so; {@code url-patterns} and
 * {@code path}, where filter and management API are mapped; {@code guarded}, the patterns that the
 * filter has to see, and {@code closed}, those of them that no dispatch may reach unseen, both
 * beside those of a file of constraints; {@code database}, which is {@code embedded} or
 * {@code other}. All but the first three are empty where there are problems.
 */
@NullMarked
public final class SettingsCheck
    implements Function<Map<String, String>, Map<String, List<String>>> {

  private static final Pattern PASSWORD_IN_URL = Pattern.compile(
      "(?i)(password|passwd|pwd|secret|token|passphrase)[a-z]*=|//[^/?]*@|:[^/@:]+/[^/@]+@");

  private final @Nullable ClassLoader application;

  /**
   * Creates a check that cannot look into the application: a file that a setting names is not
   * looked at.
   */
  public SettingsCheck() {
    this(null);
  }

  /**
   * Creates a check of the settings of an application.
   *
   * @param application has the resources of {@code WEB-INF/classes} and {@code WEB-INF/lib}; its
   *     classes are not asked for. Null if it is not at hand
   */
  public SettingsCheck(@Nullable ClassLoader application) {
    this.application = application;
  }

  @Override
  public Map<String, List<String>> apply(Map<String, String> given) {
    Findings findings = new Findings();
    Map<String, String> known = findings.known(given);
    List<String> secrets = known.keySet().stream()
        .filter(name -> isSecret(name, known.get(name)))
        .sorted()
        .toList();
    if (!known.containsKey(Setting.PEPPER.key())) {
      // It is on the server, if it is anywhere.
      known.remove(Setting.PEPPER_FILE.key());
    }
    Settings settings = findings.settings(known);
    boolean embedded = settings != null && findings.embedded(settings);
    if (settings != null) {
      SettingsParts.all(application).forEach(part -> findings.collect(() -> part.check(settings)));
    }
    boolean sound = findings.problems.isEmpty();
    return Map.of(
        "problems",
        List.copyOf(findings.problems),
        "missing",
        List.copyOf(findings.missing),
        "secrets",
        secrets,
        "hints",
        sound ? BridgeSettings.hint(settings).stream().toList() : List.of(),
        "url-patterns",
        sound ? List.of("/*") : List.of(),
        "guarded",
        sound
            ? WebSettings.guarded(settings).stream()
                .map(PathPattern::toString)
                .distinct()
                .toList()
            : List.of(),
        "closed",
        sound
            ? WebSettings.closed(settings).stream()
                .map(PathPattern::toString)
                .distinct()
                .toList()
            : List.of(),
        "path",
        sound ? List.of(WebSettings.path(settings)) : List.of(),
        "database",
        sound ? List.of(embedded ? "embedded" : "other") : List.of());
  }

  /** A URL is a secret only if a password is in it. */
  private static boolean isSecret(String name, @Nullable String value) {
    return Setting.ofKey(name).orElseThrow().isSecret()
        && (!name.endsWith("jdbc-url")
            || PASSWORD_IN_URL.matcher(String.valueOf(value)).find());
  }

  /** The problems found so far, each of them once. */
  private static final class Findings {

    private final List<String> problems = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    /** Returns those settings that exist. */
    private Map<String, String> known(Map<String, String> given) {
      Map<String, String> known = new TreeMap<>();
      new TreeMap<>(given).forEach((name, value) -> {
        if (Setting.ofKey(name).isPresent()) {
          known.put(name, value);
        } else {
          add(
              problems,
              "Unknown setting '" + name + "'. Did you mean '" + SettingNames.nearest(name) + "'?");
        }
      });
      return known;
    }

    /** Returns the settings, or null if the preset does not exist. */
    private @Nullable Settings settings(Map<String, String> known) {
      Settings[] read = new Settings[1];
      collect(() -> read[0] = Settings.of(known, Map.of(), Map.of()));
      return read[0];
    }

    private boolean embedded(Settings settings) {
      boolean[] embedded = new boolean[1];
      collect(() -> embedded[0] = StoreSettings.embedded(settings));
      return embedded[0];
    }

    private void collect(Runnable part) {
      try {
        part.run();
      } catch (SettingsException e) {
        add(e.isMissing() ? missing : problems, String.valueOf(e.getMessage()));
      }
    }

    private static void add(List<String> list, String text) {
      if (!list.contains(text)) {
        list.add(text);
      }
    }
  }
}
