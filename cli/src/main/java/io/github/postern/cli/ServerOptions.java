package io.github.postern.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Which server is asked, and how patiently. */
final class ServerOptions {

  static final String URL = "POSTERN_CLI_URL";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Address of the application, with its context path. By default " + URL + ".")
  private String url;

  @Option(
      names = "--api-path",
      paramLabel = "PATH",
      defaultValue = "/postern/api",
      description = "Where the application has the key API. By default ${DEFAULT-VALUE}.")
  private String apiPath;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "How long an answer is awaited. By default ${DEFAULT-VALUE}.")
  private int timeout;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress on the terminal.")
  private boolean quiet;

  /** Returns the server, which is not asked anything yet. */
  Server server(Shell shell) {
    if (timeout < 1) {
      throw new CommandException(
          ExitCode.USAGE, "--timeout must be at least 1 second, but was " + timeout + ".");
    }
    String address = url != null
        ? url
        : shell
            .variable(URL)
            .orElseThrow(() -> new CommandException(
                ExitCode.USAGE,
                "Say where the application is: --url or "
                    + URL
                    + ", such as"
                    + " http://localhost:8080"));
    return new Server(
        application(address), apiPath, Duration.ofSeconds(timeout), Progress.of(shell, quiet));
  }

  private static URI application(String address) {
    try {
      URI uri = new URI(address.replaceAll("/+$", ""));
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (web
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // as below: its message would repeat the address, which may hold a password
    }
    throw new CommandException(
        ExitCode.USAGE,
        "The address of the application must be like https://host:8443/context,"
            + " without user, password, query or fragment.");
  }
}
