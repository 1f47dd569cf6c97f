package stranger;

import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/** A WebSocket whose path has an extension. */
@ServerEndpoint("/feed/live.ws")
public class FeedSocket {

  /** Says that it is open. */
  @OnOpen
  public void open(Session session) throws IOException {
    session.getBasicRemote().sendText("PROTECTED");
  }
}
