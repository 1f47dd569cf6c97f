package io.github.postern.cli;

import io.github.postern.key.Secret;
import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * A key that was made just now. Its secret goes to standard output, alone, so that it can be piped.
 */
final class IssuedKey {

  private static final String SECRET = "key";

  private final boolean repeated;
  private final Secret secret;
  private final JsonObject key;

  private IssuedKey(boolean repeated, Secret secret, JsonObject key) {
    this.repeated = repeated;
    this.secret = secret;
    this.key = key;
  }

  static IssuedKey of(ServerResponse response) {
    JsonObject json = response.json();
    Secret secret = json.containsKey(SECRET) ? new Secret(json.getString(SECRET)) : null;
    return new IssuedKey(
        response.status() == 200 && secret == null,
        secret,
        Json.createObjectBuilder(json).remove(SECRET).build());
  }

  String id() {
    return key.getString("id");
  }

  /**
   * Hands the secret over, and tells what it is.
   *
   * @param done what was done with it, such as "Created"
   */
  void print(Shell shell, String done) {
    if (repeated) {
      throw new CommandException(
          ExitCode.REFUSED,
          "Key "
              + id()
              + " was made before with the same idempotency key; its"
              + " secret was shown then.");
    }
    if (secret != null) {
      shell.out().println(secret.reveal());
      shell.requireOutput("Key "
          + id()
          + " was created, but could not be written to standard output, so its"
          + " secret is lost. Delete it.");
    }
    shell.printMessage(done
        + " "
        + KeyText.name(key)
        + " of "
        + KeyText.value(key, "owner")
        + ", expires "
        + KeyText.expiration(key)
        + ".");
    if (secret == null) {
      shell.printMessage("Warning: this server does not show an administrator the keys of others.");
    }
    String replaced = KeyText.value(key, "replaced");
    if (!replaced.equals(KeyText.NOTHING)) {
      shell.printMessage("Warning: it replaces "
          + replaced
          + ", which no longer works. Scripts need the new key.");
    }
  }
}
