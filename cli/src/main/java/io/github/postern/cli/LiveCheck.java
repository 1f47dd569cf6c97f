package io.github.postern.cli;

import io.github.postern.cli.graft.Diagnostic;
import io.github.postern.cli.graft.Diagnostic.Level;
import io.github.postern.keyring.KeyFormat;
import io.github.postern.keyring.Keyring;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks an application that runs whether its keys are checked: with a key that was never issued, and
 * with one that has a slip in it. A filter that is at work refuses both; an application without one
 * takes no notice of them.
 */
final class LiveCheck {

  /** The filter's answer to an unknown key, in every style of errors. */
  private static final String REFUSAL = "error_description=\"The API key is not valid\"";

  private final Server server;
  private final String prefix;
  private final String path;
  private final String header;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private boolean absent;

  /**
   * Creates it.
   *
   * @param path what is asked for; keys should open it
   * @param header the header for the key, or null for a bearer token
   */
  LiveCheck(Server server, String prefix, String path, String header) {
    this.server = server;
    this.prefix = prefix;
    this.path = path;
    this.header = header;
  }

  List<Diagnostic> diagnostics() {
    Keyring keyring = keyring();
    String unknown = keyring.newSecret(keyring.newId()).reveal();
    char last = unknown.charAt(unknown.length() - 1);
    int without = server.send(request(path).build()).status();
    ServerResponse api = server.send(server.apiRequest("/policy").GET().build());
    ServerResponse script = server.send(request("/postern/postern-keys.js").build());
    absent = !exists(api) && !isServed(script);
    boolean active = judge("a key that nobody has", unknown, without)
        | judge(
            "a key with a slip",
            unknown.substring(0, unknown.length() - 1) + (last == 'a' ? 'b' : 'a'),
            without);
    pages(api, script);
    if (absent && !active) {
      diagnostics.add(
          0,
          new Diagnostic(
              Level.ALARM,
              "Postern does not seem to be in this application, or is disabled. Check"
                  + " the WAR with doctor app.war, and --url: it must include the"
                  + " context path."));
    }
    return diagnostics;
  }

  private Keyring keyring() {
    try {
      return Keyring.of(new KeyFormat(prefix), new SecureRandom());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage() + ".");
    }
  }

  private HttpRequest.Builder request(String where) {
    return server.request(where).GET();
  }

  /** Returns whether the filter is at work. */
  private boolean judge(String what, String key, int without) {
    HttpRequest.Builder request = request(path);
    if (header == null) {
      request.header("Authorization", "Bearer " + key);
    } else {
      request.header(header, key);
    }
    ServerResponse response = server.send(request.build());
    String seen = path + " with " + what + ": " + response.status();
    if (response.hasHeader("WWW-Authenticate", REFUSAL)) {
      add(Level.OK, seen + ", refused by the filter.");
      return true;
    } else if (response.status() == 503
        && response.header("Retry-After").isPresent()
        && without != 503) {
      add(
          Level.ALARM,
          seen
              + ". The filter is active, but cannot check keys: its store is"
              + " unreachable. See the log of the server.");
      return true;
    } else if (response.isRedirect() || response.status() == 401) {
      add(
          Level.ALARM,
          seen
              + ", but not from the filter: something before it wants a login, such"
              + " as a <security-constraint>. Scripts do not get in. Look at the WAR"
              + " with doctor app.war."
              + (absent
                  ? ""
                  : " Or the application itself wants it, because keys " + otherKeys() + "."));
    } else {
      add(
          Level.ALARM,
          seen
              + ", and "
              + without
              + " without any: the application ignores keys."
              + (absent ? "" : " Keys " + otherKeys() + ", or the filter is not active."));
    }
    return false;
  }

  /** Why the filter would take what was sent for no key of its application, and let it pass. */
  private String otherKeys() {
    return "begin with something else than "
        + prefix
        + "_, or come in another header (--header), or count elsewhere (--path)";
  }

  /** Without a login the management API refuses, in its own words. */
  private static boolean exists(ServerResponse api) {
    return api.isSuccess() && isOf(api, "json")
        || (api.status() == 401 || api.status() == 403) && api.words().isPresent();
  }

  private static boolean isServed(ServerResponse script) {
    return script.isSuccess() && isOf(script, "javascript");
  }

  /** Some applications answer with a page whatever is asked for. */
  private static boolean isOf(ServerResponse response, String type) {
    return response.header("Content-Type").filter(it -> it.contains(type)).isPresent();
  }

  private void pages(ServerResponse api, ServerResponse script) {
    boolean there = exists(api);
    add(
        there ? Level.OK : Level.WARNING,
        "the management API: "
            + api.status()
            + (there
                ? ", it is there."
                : ", but not from Postern: users cannot create keys."
                    + (absent
                        ? ""
                        : " postern.management may be off, or its path"
                            + " another: --api-path.")));
    boolean served = isServed(script);
    add(
        served ? Level.OK : Level.WARNING,
        "/postern/postern-keys.js: "
            + script.status()
            + (served
                ? ", it is served."
                : ", but no script: the element for profile pages does not work" + " without it."));
  }

  private void add(Level level, String text) {
    diagnostics.add(new Diagnostic(level, text));
  }
}
