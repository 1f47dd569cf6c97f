package io.github.postern.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and a server on this machine, and can cut the line. */
public final class TcpProxy implements AutoCloseable {

  private final int target;
  private final int port;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private ServerSocket listener;

  /** Starts to stand before a port of this machine. */
  public TcpProxy(int target) throws IOException {
    this.target = target;
    this.listener = listen(0);
    this.port = listener.getLocalPort();
  }

  /** Returns where to connect to. */
  public int port() {
    return port;
  }

  /** Breaks all connections and refuses new ones, as if the server were gone. */
  public synchronized void cut() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    sockets.clear();
  }

  /** Lets the line work again. */
  public synchronized void mend() throws IOException {
    listener = listen(port);
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  private ServerSocket listen(int at) throws IOException {
    ServerSocket server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
    daemon(() -> {
      while (true) {
        connect(server, server.accept());
      }
    });
    return server;
  }

  private synchronized void connect(ServerSocket at, Socket client) throws IOException {
    if (at.isClosed()) { // it was cut while this one was at the door
      client.close();
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
    sockets.add(client);
    sockets.add(server);
    daemon(() -> copy(client, server));
    daemon(() -> copy(server, client));
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    }
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void daemon(Task task) {
    Thread thread = new Thread(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            // The line was cut, which is what it is for.
          }
        },
        "tcp-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
