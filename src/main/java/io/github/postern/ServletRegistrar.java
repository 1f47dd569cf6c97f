package io.github.postern;

import io.github.postern.auth.KeyAuthenticator;
import io.github.postern.constraint.ConstraintEnforcer;
import io.github.postern.policy.PathPattern;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.Registration;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextListener;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the filter and the servlets are in an application, unless it declares them itself.
 *
 * @param coverage what the filter has to see, where the application declares it itself
 * @param path of the management API
 * @param logins paths where people are once the container has logged them in
 * @param module tells the container of keys; null if only the filter does
 * @param closes whether there is something that only a key or a login opens
 */
record ServletRegistrar(
    FilterCoverage coverage,
    String path,
    List<String> logins,
    @Nullable ServletContextListener module,
    boolean closes) {

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
    List<String> logins = new ArrayList<>();
    if (!enforcer.isDisabled()) {
      logins.add(ConstraintEnforcer.LOGIN_PATH);
    }
    logins.addAll(parts.container().loginPaths());
    parts.auth().logNeverOpen();
    List<PathPattern> guarded = new ArrayList<>(parts.auth().guarded());
    guarded.addAll(enforcer.patterns());
    List<PathPattern> closed = new ArrayList<>(parts.auth().closed());
    closed.addAll(enforcer.patterns());
    return new ServletRegistrar(
        new FilterCoverage(guarded, closed),
        parts.auth().managementPath(),
        logins,
        parts.container().listener(authenticator),
        !enforcer.isDisabled() || parts.auth().isClosing());
  }

  /**
   * Registers what the application has not declared in {@code web.xml}; the filter before those
   * that it declares, and at every path: where keys are accepted is decided inside of it.
   *
   * @param undo run if the start is refused later
   * @throws SettingsException if the filter is declared there for less than what it has to see
   */
  void install(ServletContext context, Filter filter, Servlet servlet, Runnable undo) {
    if (!declares(context.getFilterRegistrations().values(), DeclaredNames.FILTER)) {
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
    if (!declares(context.getServletRegistrations().values(), DeclaredNames.SERVLET)) {
      free(context.addServlet(SERVLET, servlet), SERVLET).addMapping(path + "/*");
    }
    if (!logins.isEmpty()) {
      free(context.addServlet(LOGIN, ConstraintEnforcer.loginServlet()), LOGIN)
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

  private static boolean declares(Collection<? extends Registration> registrations, String type) {
    return registrations.stream()
        .anyMatch(registration -> type.equals(registration.getClassName()));
  }

  private static <T> T free(T registration, String name) {
    if (registration == null) {
      throw new SettingsException("The application has a filter or servlet named '"
          + name
          + "' already. Rename it,"
          + " or declare "
          + DeclaredNames.FILTER
          + " and "
          + DeclaredNames.SERVLET
          + " in web.xml.");
    }
    return registration;
  }
}
