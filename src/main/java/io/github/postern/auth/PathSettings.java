package io.github.postern.auth;

import io.github.postern.policy.PathPattern;
import io.github.postern.settings.InvalidSettingException;
import io.github.postern.settings.Setting;
import io.github.postern.settings.Settings;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the rules for each path out of the settings.
 *
 * @param rules the rules
 * @param management the path of the management API: a slash and at least one segment, none at the
 *     end
 * @param managed whether there are pages and an API to manage keys
 */
record PathSettings(PathRules rules, String management, boolean managed) {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  /**
   * Makes them.
   *
   * @throws InvalidSettingException if a setting breaks its rule
   */
  static PathSettings of(Settings settings) {
    String path = path(settings);
    boolean managed = settings.flag(Setting.MANAGEMENT);
    PathRules rules = new PathRules(
        accepted(settings),
        settings.list(Setting.REQUIRED_PATHS, PathPattern::parse),
        settings.list(Setting.LOGIN_OR_KEY_PATHS, PathPattern::parse),
        managed ? List.of() : absent(path),
        PathPattern.parse(path + "/self"),
        settings.oneOf(Setting.PREFLIGHT, Map.of("answer", false, "pass", true)));
    return new PathSettings(rules, path, managed);
  }

  private static List<PathPattern> accepted(Settings settings) {
    List<PathPattern> accepted = settings.list(Setting.URL_PATTERNS, PathPattern::parse);
    if (accepted.isEmpty()) {
      throw settings.malformed(
          Setting.URL_PATTERNS, "there is none, so no key would be accepted", null);
    }
    return accepted;
  }

  /** Warns in the log of what only a key opens where no key is accepted. */
  void logNeverOpen() {
    if (!rules.neverOpen().isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Only keys open {0} (postern.required-paths), but postern.url-patterns is {1}:"
              + " outside of that no key is accepted, so nobody can use them. Add the"
              + " paths to postern.url-patterns.",
          rules.neverOpen(),
          rules.accepted());
    }
  }

  /** Returns the paths of the management API. */
  PathPattern managementPaths() {
    return below(management);
  }

  /** Returns what the filter has to see, for it closes that or what it does there is needed. */
  List<PathPattern> guarded() {
    return Stream.concat(rules.closed().stream(), Stream.of(managementPaths())).toList();
  }

  /** The pages of the jar are served by the container, so only the filter can take them away. */
  private static List<PathPattern> absent(String path) {
    return List.of(PathPattern.parse("/postern/*"), below(path));
  }

  private static PathPattern below(String path) {
    return PathPattern.parse(path + "/*");
  }

  private static String path(Settings settings) {
    String path = settings.required(Setting.PATH);
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw settings.malformed(Setting.PATH, "it starts with '/' and does not end with it", null);
    }
    return path;
  }
}
