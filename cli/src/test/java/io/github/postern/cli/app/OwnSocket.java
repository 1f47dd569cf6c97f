package io.github.postern.cli.app;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** A WebSocket of the application, below what its constraint shuts. */
@ServerEndpoint("/api/socket")
public class OwnSocket {

  /** Says who opened it. */
  @OnOpen
  public void open(Session session) throws IOException {
    session
        .getBasicRemote()
        .sendText(
            session.getUserPrincipal() == null
                ? "nobody"
                : session.getUserPrincipal().getName());
  }
}
