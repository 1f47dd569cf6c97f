package io.github.postern.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of every command that manages keys: the server, the login, and the owner of the keys.
 */
final class AccessOptions {

  @Mixin
  private final ServerOptions server = new ServerOptions();

  @Mixin
  private final LoginOptions login = new LoginOptions();

  @Option(
      names = {"-i", "--owner"},
      paramLabel = "OWNER",
      description = "As an administrator: act on the keys of this user instead of your own.")
  private String owner;

  /** Returns the keys. Nothing is sent before something is done with them. */
  Keys open(Shell shell) {
    Server where = server.server(shell);
    Session session = new Session(where, login.login(shell, where));
    return owner == null ? new OwnKeys(session) : new AdminKeys(session, owner);
  }
}
