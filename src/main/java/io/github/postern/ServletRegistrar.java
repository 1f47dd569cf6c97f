package io.github.postern;

import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.auth.PathRules;
import io.github.postern.auth.UpgradeFilter;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.constraint.LoginServlet;
import io.github.postern.container.AuthModuleRegistrar;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Registration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;

/**
 * Where the filter and the servlets are in an application, unless it declares them itself.
 *
 * @param coverage what the filter has to see, where the application declares it itself
 * @param path of the management API
 * @param managed whether there is all of it, and not only what a key asks about itself
 * @param logins paths where people are once the container has logged them in
 * @param module tells the container of keys; null if only the filter does
 * @param closes whether there is something that only a key or a login opens
 */
record ServletRegistrar(
    FilterCoverage coverage,
    String path,
    boolean managed,
    List<String> logins,
    ServletContextListener module,
    boolean closes) {

  private static final System.Logger LOG = System.getLogger("io.github.postern");
  private static final String FILTER = "postern";
  private static final String UPGRADES = "postern-upgrades";
  private static final String SERVLET = "postern-api";
  private static final String LOGIN = "postern-login";

  ServletRegistrar {
    logins = List.copyOf(logins);
  }

  /** Decides where the parts are in an application. */
  static ServletRegistrar of(
      SettingsParts parts, ConstraintEnforcer enforcer, KeyAuthenticator authenticator) {
    PathRules rules = parts.paths.rules();
    List<String> logins = new ArrayList<>();
    if (!enforcer.isDisabled()) {
      logins.add(ConstraintEnforcer.LOGIN_PATH);
    }
    logins.addAll(parts.container.loginPaths());
    logNeverOpen(rules);
    List<PathPattern> guarded = new ArrayList<>(parts.paths.guarded());
    guarded.addAll(enforcer.patterns());
    List<PathPattern> closed = new ArrayList<>(rules.closed());
    closed.addAll(enforcer.patterns());
    return new ServletRegistrar(
        new FilterCoverage(guarded, closed),
        parts.paths.management(),
        parts.paths.managed(),
        logins,
        parts.container.isEnabled() ? new AuthModuleRegistrar(authenticator) : null,
        !enforcer.isDisabled() || rules.areClosing());
  }

  private static void logNeverOpen(PathRules rules) {
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

  /**
   * Registers what the application has not declared in {@code web.xml}; the filter before those
   * that it declares, and at every path: where keys are accepted is decided inside of it.
   *
   * @param undo run if the start is refused later
   * @throws SettingsException if the filter is declared there for less than what it has to see
   */
  void install(ServletContext context, Filter filter, Servlet servlet, Runnable undo) {
    if (!declares(context.getFilterRegistrations().values(), PosternFilter.class)) {
      FilterRegistration.Dynamic registration = free(context.addFilter(FILTER, filter), FILTER);
      registration.setAsyncSupported(true);
      registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    } else {
      coverage.requireKnown(context);
      FilterRegistration.Dynamic first =
          free(context.addFilter(UPGRADES, new UpgradeFilter(filter)), UPGRADES);
      first.setAsyncSupported(true);
      first.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }
    if (closes) {
      context.addListener(new UpgradeListener(undo));
    }
    if (!declares(context.getServletRegistrations().values(), PosternServlet.class)) {
      free(context.addServlet(SERVLET, servlet), SERVLET).addMapping(path + "/*");
    }
    if (!logins.isEmpty()) {
      free(context.addServlet(LOGIN, new LoginServlet()), LOGIN)
          .addMapping(logins.toArray(String[]::new));
    }
    if (module != null) {
      context.addListener(module);
    }
  }

  /**
   * Looks at the place of the filter that the application declares, where nothing was installed.
   *
   * @throws SettingsException if something comes before it that opens what it should keep shut
   */
  void requireKept(ServletContext context) {
    if (closes) {
      FilterOrder.requireFirst(context);
    }
  }

  private static boolean declares(Collection<? extends Registration> registrations, Class<?> type) {
    return registrations.stream()
        .anyMatch(registration -> type.getName().equals(registration.getClassName()));
  }

  private static <T> T free(T registration, String name) {
    if (registration == null) {
      throw new SettingsException("The application has a filter or servlet named '"
          + name
          + "' already. Rename it,"
          + " or declare "
          + PosternFilter.class.getName()
          + " and "
          + PosternServlet.class.getName()
          + " in web.xml.");
    }
    return registration;
  }
}
