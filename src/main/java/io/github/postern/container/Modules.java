package io.github.postern.container;

import io.github.postern.auth.KeyCheck;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.security.auth.message.config.AuthConfigProvider;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Registers the module for an application while that runs. After all initializers, because those of Jakarta Security have
 * registered their own login by then, which goes on working behind ours.
 */
public final class Modules implements ServletContextListener {

    static final String LAYER = "HttpServlet";

    private static final System.Logger LOG = System.getLogger("io.github.postern.container");

    private final KeyCheck check;

    /** Creates the listener. */
    public Modules(KeyCheck check) {
        this.check = Objects.requireNonNull(check, "check");
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        if (factory == null) {
            throw new IllegalStateException("This server has no AuthConfigFactory, so postern.authentication=container cannot"
                    + " work here. Switch Jakarta Authentication on in the server, or let the filter keep the constraints:"
                    + " postern graft --move-constraints.");
        }
        ApplicationLogin login = login(factory, context);
        factory.registerServerAuthModule(new KeyAuthModule(check, login), context);
        LOG.log(Level.INFO, "The container takes keys; without one it is {0}", login.getClass().getSimpleName());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        AuthConfigFactory factory = AuthConfigFactory.getFactory();
        if (factory != null) {
            factory.removeServerAuthModule(event.getServletContext());
        }
    }

    private static ApplicationLogin login(AuthConfigFactory factory, ServletContext context) {
        // Jakarta Authentication 3.0 section 3.2: this is what an application is called.
        String application = context.getVirtualServerName() + " " + context.getContextPath();
        AuthConfigProvider present = factory.getConfigProvider(LAYER, application, null);
        return present == null ? LoginConfig.read(context) : new OtherModule(present, application);
    }
}
