package io.github.postern.isolation;

import io.github.postern.testkit.RawHttp;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket end-point that says who opened it, and what it sees of the handshake; and a client.
 */
public final class Sockets {

  private Sockets() {}

  static void add(ServerContainer container) {
    try {
      container.addEndpoint(Greeting.class);
      container.addEndpoint(Live.class);
    } catch (DeploymentException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Opens one.
   *
   * @return what the end-point says, or the status if it does not open
   */
  static String open(String url, String... headers) throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    try {
      WebSocket socket = builder
          .buildAsync(URI.create(url.replaceFirst("^http", "ws")), new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
              said.complete(text.toString());
              return null;
            }
          })
          .join();
      String text = said.get(10, TimeUnit.SECONDS);
      socket.abort();
      return text;
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return String.valueOf(refused.getResponse().statusCode());
      }
      throw e;
    }
  }

  /**
   * Asks for one (RFC 6455 section 4.1) at a path as it is written, byte by byte.
   *
   * @param headers complete lines, each with its end
   * @return the status; 0 if the connection was closed without an answer
   */
  static int handshake(String url, String path, String headers) throws IOException {
    URI base = URI.create(url);
    return RawHttp.handshake(base.getPort(), base.getPath() + path, headers);
  }

  /** One whose path has an extension. */
  @ServerEndpoint("/feed/live.ws")
  public static class Live {

    /** Says that it is open. */
    @OnOpen
    public void open(Session session) throws IOException {
      session.getBasicRemote().sendText("live");
    }
  }

  /** Says who opened it. */
  @ServerEndpoint(value = "/batch/socket", configurator = Looks.class)
  public static class Greeting {

    /** Says it. */
    @OnOpen
    public void open(Session session) throws IOException {
      session
          .getBasicRemote()
          .sendText("user="
              + (session.getUserPrincipal() == null
                  ? null
                  : session.getUserPrincipal().getName())
              + " "
              + session.getUserProperties().get("seen"));
    }
  }

  /** Looks at the handshake. */
  public static class Looks extends ServerEndpointConfig.Configurator {

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config
          .getUserProperties()
          .put(
              "seen",
              "key="
                  + shows(request, "x-api-key")
                  + " cookie="
                  + shows(request, "cookie")
                  + " principal="
                  + (request.getUserPrincipal() == null
                      ? null
                      : request.getUserPrincipal().getName())
                  + " session="
                  + (request.getHttpSession() instanceof jakarta.servlet.http.HttpSession session
                      ? session.getAttribute("user")
                      : null));
    }

    private static boolean shows(HandshakeRequest request, String header) {
      return request.getHeaders().keySet().stream().anyMatch(header::equalsIgnoreCase);
    }
  }
}
