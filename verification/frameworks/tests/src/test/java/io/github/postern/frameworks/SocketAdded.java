package io.github.postern.frameworks;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** A WebSocket end-point that the tests put into each WAR: says who opened it. */
@ServerEndpoint(SocketAdded.PATH)
public class SocketAdded {

  static final String PATH = "/sockets/who";

  /** Says it. */
  @OnOpen
  public void open(Session session) throws IOException {
    session
        .getBasicRemote()
        .sendText(FrameworkContract.PROTECTED
            + " "
            + (session.getUserPrincipal() == null
                ? null
                : session.getUserPrincipal().getName()));
  }
}
