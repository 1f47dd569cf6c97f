package io.github.postern;

import io.github.postern.auth.KeyAuthentication;
import io.github.postern.issue.Actor;
import io.github.postern.issue.KeyService;
import io.github.postern.key.Owner;
import io.github.postern.login.ApplicationDescriptors;
import io.github.postern.settings.Settings;
import io.github.postern.store.KeyStore;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The library at work in one application: its filter, its servlet, its store and its background
 * work. Safe for use by many threads.
 *
 * <p>{@link PosternInitializer} creates it when the jar is in {@code WEB-INF/lib}. An application
 * that supplies its own parts creates it with a {@link PosternBuilder} and calls {@link #install}
 * while its context starts.
 */
public final class Postern implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("io.github.postern");
  private static final String ATTRIBUTE = Postern.class.getName();

  private final Filter filter;
  private final Servlet servlet;
  private final KeyStore store;
  private final KeyService keyService;
  private final KeyAuthentication authentication;
  private final List<Runnable> closers;
  private final ServletRegistrar registrar;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * The parts that the container calls.
   *
   * @param filter before the application's own filters
   * @param servlet the management API, or what is left of it
   * @param registrar tells the container of both
   */
  record WebParts(Filter filter, Servlet servlet, ServletRegistrar registrar) {}

  /** Puts the parts together; the closers run in this order on shutdown. */
  Postern(
      WebParts web,
      KeyStore store,
      KeyService keyService,
      KeyAuthentication authentication,
      List<Runnable> endings) {
    this.filter = web.filter();
    this.servlet = web.servlet();
    this.store = store;
    this.keyService = keyService;
    this.authentication = authentication;
    this.closers = List.copyOf(endings);
    this.registrar = web.registrar();
  }

  /** Returns a builder, which collects the parts of a Postern. */
  public static PosternBuilder builder() {
    return new PosternBuilder();
  }

  static boolean isRunning(ServletContext context) {
    return context.getAttribute(ATTRIBUTE) != null;
  }

  /**
   * Returns the Postern of an application; makes it if there is none yet.
   *
   * @throws SettingsException if a setting is wrong, or the server too old; the application must
   *     not start then
   */
  static Postern of(ServletContext context) {
    synchronized (context) {
      if (context.getAttribute(ATTRIBUTE) instanceof Postern present) {
        return present;
      }
      try {
        EnvironmentCheck.check(context);
        Postern postern = SettingsException.translate(() -> start(context));
        context.setAttribute(ATTRIBUTE, postern);
        return postern;
      } catch (SettingsException e) {
        // Servers bury it below their own stack traces, or tell of it elsewhere.
        LOG.log(
            Level.ERROR,
            () -> "Postern does not start, nor does the application '"
                + context.getContextPath()
                + "': "
                + e.getMessage());
        throw e;
      }
    }
  }

  private static Postern start(ServletContext context) {
    Map<String, String> parameters = new TreeMap<>();
    for (String name : Collections.list(context.getInitParameterNames())) {
      parameters.put(name, context.getInitParameter(name));
    }
    Settings settings = Settings.ofApplication(parameters);
    Postern postern = builder()
        .build(settings, context.getContextPath(), ApplicationDescriptors.classLoader(context));
    LOG.log(
        Level.INFO,
        () -> "Postern guards '"
            + context.getContextPath()
            + "' with these settings, and the defaults of all others:\n"
            + settings.describeGiven());
    LOG.log(Level.DEBUG, () -> "The settings, with the defaults:\n" + settings.describe());
    return postern;
  }

  /**
   * Registers the filter, before those that the application declares, and the management servlet. A
   * filter or servlet of Postern that is declared by hand in {@code web.xml} stays as it is. To be
   * called while the context starts.
   */
  public void install(ServletContext context) {
    context.setAttribute(ATTRIBUTE, this);
    registrar.install(context, filter, servlet, this::close);
  }

  /**
   * Checks that the filter that the application declares covers everything that it has to guard.
   *
   * @throws SettingsException if a filter of the container answers before it
   */
  void requireKept(ServletContext context) {
    registrar.requireKept(context);
  }

  /** Refuses, or tells of, a filter that is declared with less than everything. */
  void requireCoverage(ServletContext context) {
    registrar.coverage().require(context);
    registrar.coverage().logUncovered(context);
  }

  /** Returns the filter, for a container that is set up in code. */
  public Filter filter() {
    return filter;
  }

  /**
   * Returns the management servlet, for a container that is set up in code; with no management,
   * what is left of it.
   */
  public Servlet servlet() {
    return servlet;
  }

  /**
   * Tells Postern that an owner was disabled, enabled or given other roles. Takes effect on this
   * node before this returns, and on the others within the bound for revocations.
   *
   * @param name the user name
   */
  public void ownerChanged(String name) {
    authentication.forgetOwner(Objects.requireNonNull(name, "name"));
    store.announce();
  }

  /**
   * Revokes every key of an owner in one transaction: for example when a password was changed
   * because it was known to another user. Takes effect on this node before this returns.
   *
   * @param name the user name, in an application with one realm
   * @param reason why, for the audit trail
   * @return how many keys were revoked
   * @throws io.github.postern.key.KeysUnavailableException if the store is unreachable; then
   *     nothing was revoked
   */
  public int revokeKeys(String name, String reason) {
    return keyService
        .revokeAll(Owner.of(Objects.requireNonNull(name, "name")), new Actor(reason, null))
        .size();
  }

  /** Ends the background work and lets go of the databases. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (Runnable ending : closers) {
      try {
        ending.run();
      } catch (RuntimeException e) {
        // The parts that are started after it hold threads and connections too.
        LOG.log(Level.ERROR, "A part of Postern did not end in order", e);
      }
    }
  }
}
