package io.github.postern.testing;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;

/** Answers with what an application sees of the request. Roles are asked for by {@code ?role=}. */
public final class MirrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession(false);
    JsonObjectBuilder headers = Json.createObjectBuilder();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.add(name.toLowerCase(java.util.Locale.ROOT), request.getHeader(name));
    }
    String role = request.getParameter("role");
    JsonObjectBuilder json = Json.createObjectBuilder()
        .add("user", text(request.getRemoteUser()))
        .add(
            "principal",
            text(
                request.getUserPrincipal() == null
                    ? null
                    : request.getUserPrincipal().getName()))
        .add("authType", text(request.getAuthType()))
        .add("inRole", role != null && request.isUserInRole(role))
        .add("keyId", text(request.getAttribute("io.github.postern.keyId")))
        .add("scopes", texts(request.getAttribute("io.github.postern.scopes")))
        .add("roles", texts(request.getAttribute("io.github.postern.roles")))
        .add("sessionUser", text(session == null ? null : session.getAttribute("user")))
        .add("cookies", request.getCookies() == null ? 0 : request.getCookies().length)
        .add("method", request.getMethod())
        .add("query", text(request.getQueryString()))
        .add(
            "body",
            new String(
                request.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .add("headers", headers);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().print(json.build());
  }

  private static JsonValue text(Object value) {
    return value == null ? JsonValue.NULL : Json.createValue(value.toString());
  }

  private static JsonValue texts(Object value) {
    return value instanceof Collection<?> texts
        ? Json.createArrayBuilder(texts.stream().map(Object::toString).sorted().toList())
            .build()
        : JsonValue.NULL;
  }
}
