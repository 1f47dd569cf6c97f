package io.github.postern.container;

import io.github.postern.auth.KeyAuthenticator;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Registers the module for an application while that runs. After all initializers, because those of
 * Jakarta Security have registered their own login by then, which goes on working behind ours.
 */
final class AuthModuleRegistrar implements ServletContextListener {

  private static final String LIBERTY = "com.ibm.ws.security.jaspi.";
  private static final System.Logger LOG = System.getLogger("io.github.postern.container");

  private final KeyAuthenticator authenticator;

  /** The container starts and stops an application in one thread after the other. */
  private volatile boolean registered;

  private AuthModuleRegistrar(KeyAuthenticator authenticator) {
    this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
  }

  /**
   * Creates the listener. A method with this type as its result, because a caller that is loaded
   * where there is no Servlet API cannot be verified with a cast to it.
   */
  static ServletContextListener listener(KeyAuthenticator authenticator) {
    return new AuthModuleRegistrar(authenticator);
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    CurrentAuthenticator.set(context, authenticator);
    boolean mechanism = Specifications.security() && JakartaSecurity.hasMechanism();
    boolean taken = Specifications.security() && JakartaSecurity.acceptsKeys();
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    if (mechanism || taken) {
      requireThatItIsAsked(factory);
    }
    Elytron.warn(factory);
    if (taken) {
      JakartaSecurity.application(context); // or the start ends here, and not each request
      LOG.log(Level.INFO, "Container authentication for API keys is active (Jakarta Security)");
      return;
    }
    if (factory == null) {
      throw new IllegalStateException(
          "This server has no AuthConfigFactory, so postern.authentication=container"
              + " cannot work here. Enable Jakarta Authentication in the server, or let"
              + " the filter enforce the constraints: postern-cli graft"
              + " --move-constraints.");
    }
    ApplicationLogin login = login(factory, context, mechanism);
    factory.registerServerAuthModule(new KeyAuthModule(authenticator, login), context);
    registered = true;
    LOG.log(
        Level.INFO,
        "Container authentication for API keys is active; requests without a key use {0}",
        login.getClass().getSimpleName());
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    AuthConfigFactory factory = AuthConfigFactory.getFactory();
    if (factory != null && registered) {
      factory.removeServerAuthModule(event.getServletContext());
    }
  }

  /**
   * Liberty looks for the class of a mechanism when it reads an application, and asks no bean that
   * takes its place.
   */
  private static void requireThatItIsAsked(AuthConfigFactory factory) {
    if (factory != null && factory.getClass().getName().startsWith(LIBERTY)) {
      throw new IllegalStateException(
          "postern.authentication=container cannot work here: this server (Liberty) asks"
              + " only the application's own mechanism of Jakarta Security, so it would"
              + " see no key. Remove postern.authentication, and the line "
              + KeyMechanismExtension.class.getName()
              + " of META-INF/services, and let the filter enforce the constraints:"
              + " postern-cli graft --move-constraints.");
    }
  }

  private static ApplicationLogin login(
      AuthConfigFactory factory, ServletContext context, boolean mechanism) {
    // Jakarta Authentication 3.0 section 3.2: this is what an application is called.
    String application = context.getVirtualServerName() + " " + context.getContextPath();
    AuthConfigProvider present =
        factory.getConfigProvider(DelegatingLogin.LAYER, application, null);
    if (present != null) {
      return new DelegatingLogin(present, application);
    }
    if (mechanism) {
      throw new IllegalStateException(
          "postern.authentication=container would take the place of this application's"
              + " mechanism of Jakarta Security. Put the line "
              + KeyMechanismExtension.class.getName()
              + " into"
              + " WEB-INF/classes/META-INF/services/jakarta.enterprise.inject.spi.Extension,"
              + " so that it goes on beside keys.");
    }
    return LoginConfig.read(context);
  }
}
