package io.github.postern.cli;

import io.github.postern.key.Secret;
import picocli.CommandLine.Option;

/**
 * The options of the login. A password is never an argument: every process of the machine can see
 * those.
 */
final class LoginOptions {

  static final String USER = "POSTERN_CLI_USER";
  static final String PASSWORD = "POSTERN_CLI_PASSWORD";

  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME",
      description = "The user who signs in. By default " + USER + ".")
  private String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Holds the password in its first line; - is"
          + " standard input. By default "
          + PASSWORD
          + ", or you are asked.")
  private String passwordFile;

  @Option(
      names = "--login-path",
      paramLabel = "PATH",
      defaultValue = "/login",
      description = "The path to which the application's login form is sent. By default"
          + " ${DEFAULT-VALUE}.")
  private String path;

  @Option(
      names = "--username-field",
      paramLabel = "FIELD",
      defaultValue = "username",
      description = "Its field for the name. By default ${DEFAULT-VALUE}.")
  private String userField;

  @Option(
      names = "--password-field",
      paramLabel = "FIELD",
      defaultValue = "password",
      description = "Its field for the password. By default ${DEFAULT-VALUE}.")
  private String passwordField;

  @Option(
      names = "--session-cookie-file",
      paramLabel = "FILE",
      description = "Holds a session cookie as name=value: use that session, for example one by"
          + " single sign-on, and do not sign in.")
  private String cookieFile;

  LoginMethod login(Shell shell, Server server) {
    if (cookieFile != null) {
      return CookieLogin.of(cookieFile, shell);
    }
    String name = user != null
        ? user
        : shell
            .variable(USER)
            .orElseThrow(() -> new CommandException(
                ExitCode.USAGE,
                "Name the user who signs in: -u NAME or "
                    + USER
                    + "; or use a session by"
                    + " --session-cookie-file."));
    if (server.isOpenToEavesdroppers()) {
      shell.printMessage(
          "Warning: " + server.name() + " is not https; the password can be read on the way.");
    }
    return new FormLogin(
        name,
        () -> password(name, shell),
        new FormLogin.Form(path.startsWith("/") ? path : "/" + path, userField, passwordField));
  }

  private Secret password(String name, Shell shell) {
    if (passwordFile != null) {
      return FirstLine.of("a password", passwordFile, shell);
    }
    return shell
        .variable(PASSWORD)
        .map(Secret::new)
        .or(() -> shell.prompt().ask("Password of " + Printable.line(name) + ": "))
        .orElseThrow(() -> new CommandException(
            ExitCode.USAGE,
            "There is no password, and no terminal to ask for it."
                + " Use --password-file or "
                + PASSWORD
                + "."));
  }
}
