package io.github.postern.cli;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * How a key is written into a request. Applications differ, and those who ask need not know: the
 * usual ways are tried one after the other, at the same address only, until one of them is taken.
 */
final class KeyCarriers {

  /** Those of the five presets, and of whoever says nothing. */
  private static final List<Way> COMMON = List.of(
      new Way("Authorization", "Bearer "),
      new Way("X-API-Key", ""),
      new Way("Authorization", ""),
      new Way("apiKey", ""));

  private static final String CHALLENGE = "WWW-Authenticate";

  /** Headers that Java reserves, or that cannot carry a key. */
  private static final List<String> OTHERS = List.of(
      "host", "cookie", "connection", "content-length", "expect", "upgrade", "origin", "accept");

  @Option(
      names = "--header",
      paramLabel = "HEADER",
      description = "How the application accepts keys: the name of a header such as X-API-Key, or"
          + " one with a scheme such as 'Authorization: Bearer'. By default the"
          + " common ways are tried.")
  private String header;

  /** A header, and what stands before the key in it. */
  private record Way(String name, String before) {}

  /**
   * Sends a request with a key and returns the answer of success.
   *
   * @param request to one address, which is asked up to four times
   * @param key printable characters without a blank
   */
  ServerResponse first(HttpRequest.Builder request, String key, Server server) {
    Optional<CommandException> refused = Optional.empty();
    for (Way way : header == null ? COMMON : List.of(parse(header))) {
      ServerResponse response =
          server.send(request.copy().setHeader(way.name(), way.before() + key).build());
      if (response.isSuccess()) {
        return response;
      }
      if (isFinal(response)) {
        throw response.failure();
      }
      // The way was right, or the application says of every way that it is a wrong key.
      if (response.header(CHALLENGE).orElse("").contains("error=\"invalid_token\"")) {
        refused = refused.or(() -> Optional.of(response.failure()));
      }
    }
    // A value that is not recognised as a key goes on to the application, which asks for a
    // login in its own way.
    throw refused.orElseGet(() -> new CommandException(
        ExitCode.NOT_ALLOWED,
        "The application does not take this for one of its keys. Where keys"
            + " travel in another header, name it by --header."));
  }

  /** Another header would not change it: nobody is there, or the key was understood and may not. */
  private static boolean isFinal(ServerResponse response) {
    return switch (response.status()) {
      case 400, 401 -> false;
      case 403 -> response.words().isPresent();
      default -> !response.isRedirect();
    };
  }

  private static Way parse(String text) {
    String[] parts = text.strip().split("\\s*:\\s*", 2);
    boolean isName = parts[0].matches("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}")
        && !OTHERS.contains(parts[0].toLowerCase(Locale.ROOT));
    String scheme = parts.length == 1 ? "" : parts[1].strip();
    // A value that is longer than any scheme may be the key itself, which must not be repeated.
    if (!isName || !scheme.matches("[A-Za-z0-9-]{0,20}")) {
      throw new CommandException(
          ExitCode.USAGE,
          "--header takes the name of a header, such as X-API-Key, or a name and a"
              + " scheme, such as 'Authorization: Bearer'. It does not take the key"
              + " itself: see --key-file.");
    }
    return new Way(parts[0], scheme.isEmpty() ? "" : scheme + " ");
  }
}
