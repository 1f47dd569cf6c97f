package io.github.postern.cli.app;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;

/** Tells the server of a WebSocket without an annotation. */
public final class OwnEndPoints implements ServerApplicationConfig {

  @Override
  public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
    return Set.of(
        ServerEndpointConfig.Builder.create(Silent.class, "/api/socket").build());
  }

  @Override
  public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
    return Set.of();
  }

  /** Opens, and says nothing. */
  public static final class Silent extends Endpoint {

    @Override
    public void onOpen(Session session, EndpointConfig config) {
      // says nothing
    }
  }
}
