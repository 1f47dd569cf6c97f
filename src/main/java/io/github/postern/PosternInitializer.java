package io.github.postern;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Set;

/**
 * Starts the library when its jar is in {@code WEB-INF/lib}.
 *
 * <p>Not a {@code <filter>} in {@code web-fragment.xml}: under {@code metadata-complete="true"}
 * most servers ignore that, and the application would answer without a key. A wrong setting is
 * thrown from here, so that the application does not start.
 */
public final class PosternInitializer implements ServletContainerInitializer {

  /** Creates the initializer; the container does. */
  public PosternInitializer() {}

  @Override
  public void onStartup(Set<Class<?>> ignored, ServletContext context) {
    Postern postern = Postern.of(context);
    try {
      context.addListener(new Shutdown(postern));
      postern.install(context);
    } catch (RuntimeException e) {
      postern.close(); // the container does not tell listeners of a context that never was
      throw e;
    }
  }

  private static final class Shutdown implements ServletContextListener {

    private final Postern postern;

    Shutdown(Postern postern) {
      this.postern = postern;
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      postern.close();
    }
  }
}
