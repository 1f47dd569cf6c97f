package io.github.postern.container;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.servlet.ServletContext;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The Jakarta Security of an application. To be loaded only where the server has it. */
final class JakartaSecurity {

  private static final String APPLICATION = JakartaSecurity.class.getName() + ".application";

  /** Where a server gives an application its own; what our jar is given may see less. */
  private static final String BEAN_MANAGER = "java:comp/BeanManager";

  private JakartaSecurity() {}

  /** Returns whether our mechanism stands before that of the application. */
  static boolean acceptsKeys() {
    return mechanisms().keySet().stream().anyMatch(JakartaSecurity::isOurs);
  }

  /** Returns whether the application logs people in by a mechanism. */
  static boolean hasMechanism() {
    return mechanisms().keySet().stream().anyMatch(bean -> !isOurs(bean));
  }

  /**
   * Returns the mechanism that ours stands before. It is looked for once in the life of an
   * application, and best at its start: some containers answer {@code java:comp} in the threads of
   * the application only.
   *
   * @throws IllegalStateException if there is none, or there are several
   */
  static HttpAuthenticationMechanism application(ServletContext context) {
    if (context.getAttribute(APPLICATION) instanceof HttpAuthenticationMechanism known) {
      return known;
    }
    Map<Bean<?>, BeanManager> others = mechanisms();
    others.keySet().removeIf(JakartaSecurity::isOurs);
    if (others.size() != 1) {
      throw new IllegalStateException("The application has "
          + others.size()
          + " mechanisms of Jakarta Security: "
          + others.keySet().stream()
              .map(bean -> bean.getBeanClass().getName())
              .sorted()
              .toList()
          + ". Keys work beside exactly one. Remove postern.authentication, and"
          + " the line "
          + KeyMechanismExtension.class.getName()
          + " of META-INF/services, and let the filter enforce the constraints:"
          + " postern-cli graft --move-constraints.");
    }
    Map.Entry<Bean<?>, BeanManager> only = others.entrySet().iterator().next();
    Object mechanism = only.getValue()
        .getReference(
            only.getKey(),
            HttpAuthenticationMechanism.class,
            only.getValue().createCreationalContext(only.getKey()));
    context.setAttribute(APPLICATION, mechanism);
    return (HttpAuthenticationMechanism) mechanism;
  }

  private static boolean isOurs(Bean<?> bean) {
    return KeyMechanism.class.equals(bean.getBeanClass());
  }

  /** All mechanisms, each with one who knows it. */
  private static Map<Bean<?>, BeanManager> mechanisms() {
    Map<Bean<?>, BeanManager> found = new IdentityHashMap<>();
    managers().forEach(manager -> beans(manager).forEach(bean -> found.putIfAbsent(bean, manager)));
    return found;
  }

  private static Set<Bean<?>> beans(BeanManager manager) {
    return manager.getBeans(HttpAuthenticationMechanism.class, Any.Literal.INSTANCE);
  }

  private static Stream<BeanManager> managers() {
    return Stream.of(named(), current()).flatMap(List::stream);
  }

  private static List<BeanManager> named() {
    try {
      return InitialContext.doLookup(BEAN_MANAGER) instanceof BeanManager manager
          ? List.of(manager)
          : List.of();
    } catch (NamingException e) {
      return List.of(); // this application has no beans, or this server no such name
    }
  }

  private static List<BeanManager> current() {
    try {
      return List.of(CDI.current().getBeanManager());
    } catch (IllegalStateException e) {
      return List.of(); // this application has no beans
    }
  }
}
