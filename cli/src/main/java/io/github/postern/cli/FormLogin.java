package io.github.postern.cli;

import io.github.postern.key.Secret;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** The login form of the application, filled in with a name and a password. */
final class FormLogin implements LoginMethod {

  private final String user;
  private final Supplier<Secret> password;
  private final Form form;

  /**
   * Creates it.
   *
   * @param password asked for when the form is sent
   */
  FormLogin(String user, Supplier<Secret> password, Form form) {
    this.user = user;
    this.password = password;
    this.form = form;
  }

  /**
   * Sends the form. That it was taken shows only later, for a login page may answer 200 to a wrong
   * password.
   */
  @Override
  public void begin(Server server) {
    String body = field(form.userField(), user)
        + "&"
        + field(form.passwordField(), password.get().reveal());
    ServerResponse response = server.send(server
        .request(form.path())
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(body))
        .build());
    if (response.status() == 404 || response.status() == 405) {
      throw new CommandException(
          ExitCode.NOT_ALLOWED,
          "There is no login at "
              + server.name()
              + form.path()
              + ". Does --url have the context path, and --login-path the path of the"
              + " login?");
    }
    if (response.status() >= 500) {
      throw new CommandException(
          ExitCode.UNREACHABLE,
          "The login at "
              + server.name()
              + form.path()
              + " answered HTTP "
              + response.status()
              + ".");
    }
    if (response.status() >= 400) {
      throw new CommandException(ExitCode.NOT_ALLOWED, "Not signed in: " + remedy());
    }
  }

  /** The session is in the cookie that the form was answered with. */
  @Override
  public void addTo(HttpRequest.Builder request) {
    // the cookie jar does it
  }

  @Override
  public String remedy() {
    return "the login of '"
        + user
        + "' was not accepted. Check the user name and the password, and that "
        + form.path()
        + " with the fields "
        + form.userField()
        + " and "
        + form.passwordField()
        + " is the login of this application.";
  }

  private static String field(String name, String value) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8)
        + "="
        + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** The fields of an application's login form. */
  record Form(String path, String userField, String passwordField) {}
}
