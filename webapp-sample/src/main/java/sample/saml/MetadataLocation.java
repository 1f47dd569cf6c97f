package sample.saml;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where the metadata of an identity provider is: a file, an https address, or an http address of
 * this machine.
 */
final class MetadataLocation {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST = 1024 * 1024;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final String location;

  /** An address that anybody on the way could change is refused at once. */
  MetadataLocation(String location) {
    this.location = location;
    if (location.startsWith("http:")
        && !LOOPBACK.contains(String.valueOf(URI.create(location).getHost()))) {
      throw new IllegalStateException("saml.idp-metadata is '"
          + location
          + "'; over plain http anybody on the way could put a key of their own"
          + " into it. Please use https, or download it and name the file");
    }
  }

  /** The metadata, within five seconds. */
  byte[] read() throws IOException {
    byte[] metadata = isAddress() ? fetch(URI.create(location)) : Files.readAllBytes(file());
    if (metadata.length > LONGEST) {
      throw new IOException("longer than " + LONGEST + " bytes");
    }
    return metadata;
  }

  private boolean isAddress() {
    return location.startsWith("http:") || location.startsWith("https:");
  }

  private Path file() {
    return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
  }

  private static byte[] fetch(URI address) throws IOException {
    HttpClient client = HttpClient.newBuilder()
        .connectTimeout(PATIENCE)
        .followRedirects(Redirect.NORMAL)
        .build();
    try {
      HttpResponse<byte[]> answer = client
          .sendAsync(
              HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofByteArray())
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != 200) {
        throw new IOException("answered with status " + answer.statusCode());
      }
      return answer.body();
    } catch (ExecutionException e) {
      throw new IOException("no answer: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public String toString() {
    return location;
  }
}
