package stranger.alternative;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;

/** Puts a mechanism in the place of the one that the application has. */
public class Putting implements Extension {

  void add(@Observes AfterBeanDiscovery discovery) {
    discovery
        .addBean()
        .beanClass(Everybody.class)
        .types(HttpAuthenticationMechanism.class)
        .scope(ApplicationScoped.class)
        .alternative(true)
        .priority(1)
        .createWith(context -> new Everybody());
  }
}
