package io.github.postern;

import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.container.AuthModuleRegistrar;
import io.github.postern.container.Specifications;
import io.github.postern.policy.PathPattern;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Decides where the parts are in an application. */
final class RegistrationSettings {

  private static final System.Logger LOG = System.getLogger("io.github.postern");

  /** Where the form of a login is sent to (Servlet 6.0 section 13.6.3). */
  private static final String FORM_CHECK = "/j_security_check";

  private RegistrationSettings() {}

  /**
   * Refuses what this server cannot do.
   *
   * @throws SettingsException if it lacks what the settings ask for
   */
  static void requirePossible(Settings settings) {
    if (WebSettings.usesContainerAuthentication(settings) && !Specifications.authentication()) {
      throw new SettingsException(
          "The setting postern.authentication is container, but this server has no"
              + " Jakarta Authentication. Set it to filter; if constraints in web.xml"
              + " reject scripts, let the filter enforce them: postern-cli graft"
              + " --move-constraints.");
    }
  }

  /**
   * Closed and outside of where keys are accepted: a contradiction, but one that leaves nothing
   * open.
   */
  private static void logNeverOpen(Settings settings) {
    List<PathPattern> accepted = settings.list(Setting.URL_PATTERNS, PathPattern::parse);
    List<PathPattern> never = settings.list(Setting.REQUIRED_PATHS, PathPattern::parse).stream()
        .filter(path -> accepted.stream()
            .noneMatch(it -> it.contains(path) || it.toString().equals(path.toString())))
        .toList();
    if (!never.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "Only keys open {0} (postern.required-paths), but postern.url-patterns is {1}:"
              + " outside of that no key is accepted, so nobody can use them. Add the"
              + " paths to postern.url-patterns.",
          never,
          accepted);
    }
  }

  static ServletRegistrar mounting(
      Settings settings, KeyAuthenticator authenticator, ConstraintEnforcer enforcer) {
    List<String> logins = new ArrayList<>();
    if (!enforcer.isDisabled()) {
      logins.add(ConstraintEnforcer.LOGIN_PATH);
    }
    if (WebSettings.usesContainerAuthentication(settings)) {
      logins.add(FORM_CHECK);
    }
    logNeverOpen(settings);
    List<PathPattern> guarded = new ArrayList<>(WebSettings.guarded(settings));
    guarded.addAll(enforcer.patterns());
    List<PathPattern> closed = new ArrayList<>(WebSettings.closed(settings));
    closed.addAll(enforcer.patterns());
    return new ServletRegistrar(
        new FilterCoverage(guarded, closed),
        WebSettings.path(settings),
        WebSettings.isManaged(settings),
        logins,
        WebSettings.usesContainerAuthentication(settings)
            ? new AuthModuleRegistrar(authenticator)
            : null,
        !enforcer.isDisabled()
            || !settings.list(Setting.REQUIRED_PATHS).isEmpty()
            || !settings.list(Setting.LOGIN_OR_KEY_PATHS).isEmpty());
  }
}
