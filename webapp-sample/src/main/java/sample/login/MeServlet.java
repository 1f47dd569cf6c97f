package sample.login;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import sample.web.Responses;

/** {@code GET /api/me}: who the application takes the caller for, and why. */
public final class MeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** On a request that came in with an API key: the public id of that key. */
  private static final String KEY_ID = "io.github.postern.keyId";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonObjectBuilder me = Json.createObjectBuilder().add("user", request.getRemoteUser());
    if (request.getAttribute(KEY_ID) instanceof String keyId) {
      me.add("by", "api-key").add("keyId", keyId);
    } else {
      me.add("by", "session").addNull("keyId");
    }
    Set<String> roles = Login.of(request).map(Login::roles).orElse(Set.of());
    me.add("roles", Json.createArrayBuilder(new TreeSet<>(roles)));
    Responses.json(response, HttpServletResponse.SC_OK, me.build());
  }
}
