package io.github.postern;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The filter for a {@code web.xml} that declares it by hand, to choose its place. The library then
 * registers none itself. Map it to everything, for outside of its mappings nothing is guarded:
 * {@code postern.url-patterns} says where keys are accepted. Map it with
 * {@code <async-supported>true</async-supported>} and the dispatchers REQUEST, FORWARD, INCLUDE,
 * ASYNC and ERROR: where something is closed, the application does not start without them.
 */
public final class PosternFilter implements Filter {

  @SuppressWarnings("NullAway.Init") // the container calls init before all else
  private Filter filter;

  private @Nullable Postern startedHere;

  /** Creates the filter; the container does. */
  public PosternFilter() {}

  /**
   * Starts the library if the container has not done so by itself, as under
   * {@code <absolute-ordering/>}.
   *
   * @throws SettingsException if this is mapped to less than it has to guard
   */
  @Override
  public void init(FilterConfig config) {
    boolean running = Postern.isRunning(config.getServletContext());
    Postern postern = Postern.of(config.getServletContext());
    filter = postern.filter();
    startedHere = running ? null : postern;
    try {
      postern.requireCoverage(config.getServletContext());
      postern.requireKept(config.getServletContext());
    } catch (SettingsException e) {
      destroy(); // the container does not end what did not begin
      throw e;
    }
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    filter.doFilter(request, response, chain);
  }

  @Override
  public void destroy() {
    if (startedHere != null) {
      startedHere.close();
    }
  }
}
