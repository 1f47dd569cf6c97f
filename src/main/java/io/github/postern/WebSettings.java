package io.github.postern;

import io.github.postern.auth.FilterOptions;
import io.github.postern.auth.Isolation;
import io.github.postern.auth.Isolation.BesideSession;
import io.github.postern.auth.PathRules;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.login.RequestValue;
import io.github.postern.manage.Administrators;
import io.github.postern.manage.ManagementOptions;
import io.github.postern.manage.StepUpOptions;
import io.github.postern.policy.Carrier;
import io.github.postern.policy.PathPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes what faces requests out of the settings. */
final class WebSettings {

  private WebSettings() {}

  static FilterOptions filterOptions(Settings settings) {
    return new FilterOptions(
        ResponseSettings.options(settings),
        ResponseSettings.transport(settings),
        paths(settings),
        management(settings),
        settings.flag(Setting.MANAGEMENT_DIRECT),
        settings.duration(Setting.EXPIRY_WARNING, Duration.ofDays(365)));
  }

  private static PathPattern management(Settings settings) {
    return PathPattern.parse(path(settings) + "/*");
  }

  private static PathRules paths(Settings settings) {
    return new PathRules(
        accepted(settings),
        settings.list(Setting.REQUIRED_PATHS, PathPattern::parse),
        settings.list(Setting.LOGIN_OR_KEY_PATHS, PathPattern::parse),
        absent(settings),
        PathPattern.parse(path(settings) + "/self"),
        settings.oneOf(Setting.PREFLIGHT, Map.of("answer", false, "pass", true)));
  }

  private static List<PathPattern> accepted(Settings settings) {
    List<PathPattern> accepted = settings.list(Setting.URL_PATTERNS, PathPattern::parse);
    if (accepted.isEmpty()) {
      throw settings.malformed(
          Setting.URL_PATTERNS, "there is none, so no key would be accepted", null);
    }
    return accepted;
  }

  /** Returns whether there are pages and an API to manage keys. */
  static boolean isManaged(Settings settings) {
    return settings.flag(Setting.MANAGEMENT);
  }

  /** Returns what the filter has to see, for it closes that or what it does there is needed. */
  static List<PathPattern> guarded(Settings settings) {
    return Stream.concat(closed(settings).stream(), Stream.of(management(settings)))
        .toList();
  }

  /** Returns what is closed, beside constraints, so that no dispatch may get there unseen. */
  static List<PathPattern> closed(Settings settings) {
    PathRules paths = paths(settings);
    return Stream.of(paths.required(), paths.loginOrKey(), paths.absent())
        .flatMap(List::stream)
        .toList();
  }

  /** Returns what an application does not get to see beside a key. */
  static Isolation isolation(Settings settings, List<Carrier> carriers, KeyFormat format) {
    List<String> headers =
        new ArrayList<>(settings.list(Setting.HIDDEN_HEADERS, WebSettings::header));
    List<String> attributes = new ArrayList<>();
    LoginSettings.proxyValues(settings)
        .forEach(value -> (value.isHeader() ? headers : attributes).add(value.name()));
    return new Isolation(
        carriers,
        format,
        headers,
        attributes,
        settings.oneOf(
            Setting.KEY_BESIDE_SESSION,
            Map.of(
                "detect",
                BesideSession.DETECT,
                "refuse",
                BesideSession.REFUSE,
                "ignore",
                BesideSession.IGNORE)));
  }

  private static String header(String name) {
    if (!RequestValue.parse(name).isHeader()) {
      throw new IllegalArgumentException("must be the name of a header such as X-Staff-Id");
    }
    return name;
  }

  /** The pages of the jar are served by the container, so only the filter can take them away. */
  private static List<PathPattern> absent(Settings settings) {
    return isManaged(settings)
        ? List.of()
        : List.of(PathPattern.parse("/postern/*"), management(settings));
  }

  /** Returns whether the container is told of keys too, and not only the application. */
  static boolean usesContainerAuthentication(Settings settings) {
    return settings.oneOf(Setting.AUTHENTICATION, Map.of("filter", false, "container", true));
  }

  /** Returns who keeps the constraints, if any were moved here. */
  static ConstraintEnforcer constraintEnforcer(Settings settings, ClassLoader application) {
    return settings
        .optional(Setting.CONSTRAINTS, name -> ConstraintEnforcer.ofFile(name, application))
        .orElseGet(ConstraintEnforcer::disabled);
  }

  static ManagementOptions managementOptions(Settings settings) {
    return new ManagementOptions(
        ResponseSettings.challenges(settings),
        ResponseSettings.errorStyle(settings),
        administrators(settings),
        stepUp(settings),
        ResponseSettings.origins(settings, Setting.ALLOWED_ORIGINS));
  }

  private static StepUpOptions stepUp(Settings settings) {
    return new StepUpOptions(
        url(settings, Setting.STEP_UP_URL),
        url(settings, Setting.STEP_UP_SAML_URL),
        settings.oneOf(Setting.STEP_UP_ANSWER, Map.of("refuse", false, "accept", true)));
  }

  /** A path, not one that a browser takes for another host; or a URL. */
  private static Optional<String> url(Settings settings, Setting setting) {
    Optional<String> url = settings.text(setting);
    if (url.isPresent() && !url.get().matches("(/(?![/\\\\])|https?://[^/\\s]+)[\\x21-\\x7e]*")) {
      throw settings.malformed(setting, null, null);
    }
    return url;
  }

  /** Returns the path of the management API: a slash and at least one segment, none at the end. */
  static String path(Settings settings) {
    String path = settings.required(Setting.PATH);
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw settings.malformed(Setting.PATH, "it starts with '/' and does not end with it", null);
    }
    return path;
  }

  private static Administrators administrators(Settings settings) {
    return new Administrators(
        Set.copyOf(settings.list(Setting.ADMIN_ROLES)),
        Set.copyOf(settings.list(Setting.ORGANISATION_ADMIN_ROLES)),
        Set.copyOf(settings.list(Setting.VIEWER_ROLES)));
  }
}
