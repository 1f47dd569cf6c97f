package stranger;

import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.security.Principal;

/** Says who opened it, and what it sees of the handshake. */
@ServerEndpoint(value = "/batch/socket", configurator = BatchSocket.Handshake.class)
public class BatchSocket {

  /** Says it in one line. */
  @OnOpen
  public void open(Session session) throws IOException {
    session
        .getBasicRemote()
        .sendText("PROTECTED user="
            + name(session.getUserPrincipal())
            + " "
            + session.getUserProperties().get("handshake"));
  }

  private static String name(Principal principal) {
    return principal == null ? null : principal.getName();
  }

  /** Looks at the handshake. */
  public static class Handshake extends ServerEndpointConfig.Configurator {

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config
          .getUserProperties()
          .put(
              "handshake",
              "key="
                  + has(request, "x-api-key")
                  + " cookie="
                  + has(request, "cookie")
                  + " session="
                  + (request.getHttpSession() instanceof HttpSession session
                      ? session.getAttribute("user")
                      : null));
    }

    private static boolean has(HandshakeRequest request, String header) {
      return request.getHeaders().keySet().stream().anyMatch(header::equalsIgnoreCase);
    }
  }
}
