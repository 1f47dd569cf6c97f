package io.github.postern;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Makes sure that no container opens a WebSocket before the filter has seen the request: when the
 * application starts, and once more when a request asks for one, for servlets can set them up
 * later. Listeners hear of a request before any filter.
 */
final class UpgradeListener implements ServletContextListener, ServletRequestListener {

  private final Runnable undo;

  /**
   * Creates it.
   *
   * @param undo run if the start is refused
   */
  UpgradeListener(Runnable undo) {
    this.undo = undo;
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      FilterOrder.requireFirst(event.getServletContext());
    } catch (SettingsException e) {
      undo.run();
      throw e;
    }
  }

  /** An exception from here becomes an error 500, and no filter or servlet is called. */
  @Override
  public void requestInitialized(ServletRequestEvent event) {
    if (event.getServletRequest() instanceof HttpServletRequest request
        && UpgradeFilter.isUpgrade(request)) {
      FilterOrder.requireFirst(event.getServletContext());
    }
  }
}
