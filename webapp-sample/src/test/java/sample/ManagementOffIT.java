package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of an application whose operator has switched the management of keys off. */
final class ManagementOffIT {

  private static final Map<String, String> OFF = Map.of("postern.management", "false");

  @Test
  @DisplayName("W-9: without the management of keys no page offers it, and keys go on working")
  void withoutTheManagementOfKeysNoPageOffersIt(@TempDir Path folder) throws Exception {
    JsonObject key;
    try (SampleServer on = SampleServer.start(folder)) {
      key = new KeyApiClient(on.loggedIn("alice")).create("Script", "P30D");
      String page = on.loggedIn("bob").get("/profile?tab=tokens").body();
      assertTrue(
          page.contains(">Tokens</a>")
              && page.contains("<postern-keys")
              && page.contains("profile?key=add")
              && page.contains("admin/keys"),
          page);
    }
    try (SampleServer off = SampleServer.start(folder, OFF)) {
      Visitor bob = off.loggedIn("bob");
      for (String path : new String[] {
        "/",
        "/profile",
        "/profile?tab=security",
        "/profile?tab=tokens",
        "/profile?key=add",
        "/profile?key=view",
        "/profile/second-factor",
        "/admin/users"
      }) {
        String page = bob.get(path).body();
        assertTrue(page.contains("Sign out"), path);
        for (String offered : new String[] {
          "Tokens",
          "Add API key",
          "My API key",
          "?key=",
          "tab=tokens",
          "admin/keys",
          "postern-keys",
          "postern/"
        }) {
          assertFalse(page.contains(offered), path + " offers " + offered);
        }
      }
      assertTrue(bob.get("/profile?tab=tokens").body().contains("Personal details"));
      assertEquals(404, bob.get("/admin/keys").statusCode());
      assertEquals(403, off.loggedIn("alice").get("/admin/keys").statusCode());
      assertEquals(
          200,
          off.visitor()
              .get("/api/me", "Authorization", "Bearer " + key.getString("key"))
              .statusCode());
    }
  }
}
