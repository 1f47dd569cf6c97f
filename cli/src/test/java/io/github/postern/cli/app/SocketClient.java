package io.github.postern.cli.app;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ContainerProvider;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.URI;

/** Opens WebSockets of others, and has none. */
@ClientEndpoint
public final class SocketClient {

  /** Opens one. */
  public static void open(URI address) throws DeploymentException, IOException {
    ContainerProvider.getWebSocketContainer()
        .connectToServer(new SocketClient(), address)
        .close();
  }
}
