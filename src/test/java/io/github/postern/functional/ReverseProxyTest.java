package io.github.postern.functional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.postern.testing.Browser;
import io.github.postern.testing.CacheServer;
import io.github.postern.testing.TestApp;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx in front of the application, as docs/proxies.md shows it. */
class ReverseProxyTest {

  private static final int MILLIS = 20_000;

  @TempDir
  private Path folder;

  @BeforeEach
  void requireNginx() {
    CacheServer.Kind.NGINX.assumeInstalled();
  }

  @Test
  void aKeyIsComparedWithTheClientsAddressWhateverTheClientSaysOfIt() throws Exception {
    try (TestApp app = TestApp.prepare().connector(AddressTest::believeProxies).run(it -> {});
        CacheServer proxy = CacheServer.nginx(documented(), app.url(), folder)) {
      String key = limitedTo(app, "127.0.0.2");
      assertEquals(200, statusFor("127.0.0.2", proxy, key));
      assertEquals(401, statusFor("127.0.0.1", proxy, key));
      assertEquals(401, statusFor("127.0.0.1", proxy, key, "X-Forwarded-For: 127.0.0.2"));
      assertEquals(401, statusFor("127.0.0.1", proxy, key, "Forwarded: for=127.0.0.2"));
    }
  }

  /** The page warns of it: here every client has the address of the proxy. */
  @Test
  void withoutTheContainersKnowingEachKeyIsComparedWithTheAddressOfTheProxy() throws Exception {
    try (TestApp app = TestApp.start();
        CacheServer proxy = CacheServer.nginx(documented(), app.url(), folder)) {
      assertEquals(200, statusFor("127.0.0.2", proxy, limitedTo(app, "127.0.0.1")));
      assertEquals(401, statusFor("127.0.0.2", proxy, limitedTo(app, "127.0.0.2")));
    }
  }

  @Test
  void whatCameToANamedProxyInClearIsSeen() throws Exception {
    try (TestApp app = TestApp.start(it -> it.setting("postern.insecure-transport", "refuse")
            .setting("postern.transport-proxies", "127.0.0.1"));
        CacheServer proxy = CacheServer.nginx(documented(), app.url(), folder)) {
      String key = app.loggedIn("alice", "user").createKey("nightly");
      assertEquals(403, statusFor("127.0.0.1", proxy, key));
      assertEquals(403, statusFor("127.0.0.1", proxy, key, "X-Forwarded-Proto: https"));
    }
  }

  private static String limitedTo(TestApp app, String address) throws Exception {
    Browser alice = app.loggedIn("alice", "user");
    return alice
        .create("{\"name\":\"nightly\",\"networks\":[\"" + address + "\"]}")
        .getString("key");
  }

  /** The block of the page, for the application of this test. */
  private static String documented() throws Exception {
    Matcher block = Pattern.compile("(?s)```nginx\n(.*?)```")
        .matcher(Files.readString(Path.of("docs/proxies.md")));
    assertTrue(block.find(), "docs/proxies.md has an example");
    return block
        .group(1)
        .replace("location /shop/", "location /")
        .replace("127.0.0.1:8080", "127.0.0.1:%d");
  }

  /** Asks from an address of this machine; no HTTP client of Java 17 lets that be chosen. */
  private static int statusFor(String from, CacheServer proxy, String key, String... headers)
      throws Exception {
    URI url = URI.create(proxy.url());
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLIS);
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), MILLIS);
      String request = "GET " + url.getPath() + "/api/me HTTP/1.1\r\nHost: " + url.getAuthority()
          + "\r\nConnection: close\r\nX-API-Key: " + key + "\r\n"
          + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      BufferedReader answer = new BufferedReader(
          new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      return Integer.parseInt(answer.readLine().split(" ")[1]);
    }
  }
}
