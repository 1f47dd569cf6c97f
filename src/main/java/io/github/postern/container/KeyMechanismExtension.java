package io.github.postern.container;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.interceptor.Interceptor;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;

/**
 * Puts {@link KeyMechanism} before the mechanism of an application that logs people in by Jakarta
 * Security 3.0. The application asks for it by a file
 * {@code META-INF/services/jakarta.enterprise.inject.spi.Extension} in its {@code WEB-INF/classes}
 * with the name of this class: a jar must not change the beans of a stranger unasked. Beside it
 * there has to be a {@code beans.xml}, as what has an extension and none has no beans (CDI 4.0,
 * "Bean archives").
 */
public final class KeyMechanismExtension implements Extension {

  /** Creates the extension; the CDI container does. */
  public KeyMechanismExtension() {}

  void add(@Observes AfterBeanDiscovery discovery) {
    discovery
        .addBean()
        .beanClass(KeyMechanism.class)
        .types(HttpAuthenticationMechanism.class)
        .scope(ApplicationScoped.class)
        .alternative(true)
        .priority(Interceptor.Priority.LIBRARY_AFTER)
        .createWith(context -> new KeyMechanism());
  }
}
