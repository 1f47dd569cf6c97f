package sample.saml;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.security.SecureRandom;
import java.time.Clock;
import sample.login.SingleSignOn;

/**
 * Switches single sign-on on when the application starts, if an identity provider is configured.
 */
public final class SamlSetup implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    ServletContext context = event.getServletContext();
    SamlSettings.of(context).ifPresent(settings -> {
      ServiceProvider provider =
          new ServiceProvider(settings, Clock.systemUTC(), new SecureRandom());
      provider.prepare();
      context.setAttribute(ServiceProvider.class.getName(), provider);
      SingleSignOn.offer(context, SamlServlet.LOGIN);
    });
  }
}
