package io.github.postern.cli.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;

/** Adds a WebSocket by code and Jetty's own API. */
public final class AddedJettySocket implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    JettyWebSocketServerContainer.getContainer(event.getServletContext())
        .addMapping("/api/socket", JettyListener.class);
  }
}
