package io.github.postern.cli.app;

import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServlet;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServletFactory;

/** A servlet of Jetty's own API that opens WebSockets. */
public final class OwnJettySocket extends JettyWebSocketServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void configure(JettyWebSocketServletFactory factory) {
    factory.register(JettyListener.class);
  }
}
