package io.github.postern.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;

/**
 * The application, over HTTP. Keeps its cookies in memory. Follows no redirect: neither password
 * nor key nor session is sent to a place that the person did not name.
 */
final class Server {

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final URI application;
  private final String apiPath;
  private final Duration timeout;
  private final Progress progress;
  private final HttpClient http;

  /**
   * Creates it; nothing is sent.
   *
   * @param application its address, without a slash at the end
   */
  Server(URI application, String apiPath, Duration timeout, Progress progress) {
    this.application = application;
    this.apiPath = apiPath;
    this.timeout = timeout;
    this.progress = progress;
    this.http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT)
        .cookieHandler(new CookieManager())
        .build();
  }

  /** Returns the address, for messages. */
  String name() {
    return application.toString();
  }

  /** Returns whether what is sent can be read on the way. */
  boolean isOpenToEavesdroppers() {
    return application.getScheme().equalsIgnoreCase("http")
        && !application.getHost().matches("(?i)localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");
  }

  /** Begins a request to a path of the application. */
  HttpRequest.Builder request(String path) {
    String absolute = path.startsWith("/") ? path : "/" + path;
    try {
      return HttpRequest.newBuilder(URI.create(application + absolute)).timeout(timeout);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "'" + absolute + "' is not a path.");
    }
  }

  /** Begins a request to the key API. */
  HttpRequest.Builder apiRequest(String path) {
    return request(apiPath.replaceAll("/+$", "") + path).header("Accept", "application/json");
  }

  /** Sends a request, and fails if nothing comes back. */
  ServerResponse send(HttpRequest request) {
    try {
      return progress.during(
          "Waiting for " + name(),
          () ->
              ServerResponse.of(http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))));
    } catch (HttpConnectTimeoutException e) {
      throw unreachable("it does not take the connection");
    } catch (HttpTimeoutException e) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          name()
              + " did not answer within "
              + timeout.toSeconds()
              + " seconds. If this was to change something, look whether it did.");
    } catch (SSLException e) {
      throw unreachable("TLS fails: " + e.getMessage());
    } catch (IOException e) {
      throw unreachable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.UNREACHABLE, "Interrupted.");
    }
  }

  private CommandException unreachable(String why) {
    return new CommandException(ExitCode.UNREACHABLE, name() + " cannot be reached: " + why + ".");
  }
}
