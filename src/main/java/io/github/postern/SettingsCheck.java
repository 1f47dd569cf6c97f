package io.github.postern;

import io.github.postern.policy.PathPattern;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import io.github.postern.store.jpa.StoreSettings;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
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
public final class SettingsCheck
    implements Function<Map<String, String>, Map<String, List<String>>> {

  private static final Pattern PASSWORD_IN_URL = Pattern.compile(
      "(?i)(password|passwd|pwd|secret|token|passphrase)[a-z]*=|//[^/?]*@|:[^/@:]+/[^/@]+@");

  /** The lists that are empty where there are problems. */
  private static final List<String> NAMES =
      List.of("hints", "url-patterns", "guarded", "closed", "path", "database");

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
    ProblemList found = new ProblemList();
    Map<String, String> known = found.known(given);
    List<String> secrets = known.keySet().stream()
        .filter(name -> isSecret(name, known.get(name)))
        .sorted()
        .toList();
    if (!known.containsKey(Setting.PEPPER.key())) {
      // It is on the server, if it is anywhere.
      known.remove(Setting.PEPPER_FILE.key());
    }
    Map<String, List<String>> answer = new TreeMap<>();
    NAMES.forEach(name -> answer.put(name, List.of()));
    Settings settings = found.settings(known);
    if (settings != null) {
      SettingsParts parts =
          new SettingsParts(settings, new SecureRandom(), application, found::add);
      if (found.problems.isEmpty()) {
        answer.putAll(described(settings, parts));
      }
    }
    answer.put("problems", List.copyOf(found.problems));
    answer.put("missing", List.copyOf(found.missing));
    answer.put("secrets", secrets);
    return Map.copyOf(answer);
  }

  /** Says what the application will be like, where nothing is wrong. */
  private static Map<String, List<String>> described(Settings settings, SettingsParts parts) {
    return Map.of(
        "hints",
        parts.bridge().hint().stream().toList(),
        "url-patterns",
        List.of("/*"),
        "guarded",
        texts(parts.auth().guarded()),
        "closed",
        texts(parts.auth().closed()),
        "path",
        List.of(parts.auth().managementPath()),
        "database",
        List.of(StoreSettings.isEmbedded(settings) ? "embedded" : "other"));
  }

  private static List<String> texts(List<PathPattern> patterns) {
    return patterns.stream().map(PathPattern::toString).distinct().toList();
  }

  /** A URL is a secret only if a password is in it. */
  private static boolean isSecret(String name, @Nullable String value) {
    return Setting.ofKey(name).orElseThrow().isSecret()
        && (!name.endsWith("jdbc-url")
            || PASSWORD_IN_URL.matcher(String.valueOf(value)).find());
  }

  /** The problems found so far, each of them once. */
  private static final class ProblemList {

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
              "Unknown setting '" + name + "'. Did you mean '" + Settings.nearestKey(name) + "'?");
        }
      });
      return known;
    }

    /** Returns the settings, or null if the preset does not exist. */
    private @Nullable Settings settings(Map<String, String> known) {
      try {
        return Settings.of(known, Map.of(), Map.of());
      } catch (InvalidSettingException e) {
        add(e);
        return null;
      }
    }

    private void add(InvalidSettingException problem) {
      add(problem.isMissing() ? missing : problems, String.valueOf(problem.getMessage()));
    }

    private static void add(List<String> list, String text) {
      if (!list.contains(text)) {
        list.add(text);
      }
    }
  }
}
