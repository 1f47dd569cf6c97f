package io.github.postern.cli.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/** Adds a WebSocket by code. */
public final class AddedSocket implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      ((ServerContainer)
              event.getServletContext().getAttribute("jakarta.websocket.server.ServerContainer"))
          .addEndpoint(OwnSocket.class);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }
}
