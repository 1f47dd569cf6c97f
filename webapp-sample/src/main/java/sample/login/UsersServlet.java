package sample.login;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sample.factor.SecondFactors;
import sample.web.RefusedException;
import sample.web.Responses;

/**
 * {@code GET /api/users}, {@code POST /api/users/{name}/disable} and {@code …/enable}, for
 * administrators.
 */
public final class UsersServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Pattern SWITCH = Pattern.compile("/(.{1,200})/(disable|enable)");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (!path(request).isEmpty()) {
      super.doGet(request, response);
      return;
    }
    AdminPage.demandAdministrator(
        request, "Only an administrator may see who uses this application");
    SecondFactors factors = SecondFactors.of(getServletContext());
    JsonArrayBuilder list = Json.createArrayBuilder();
    Users.of(getServletContext())
        .list()
        .forEach(user -> list.add(Json.createObjectBuilder()
            .add("user", user.name())
            .add("fullName", user.fullName())
            .add("roles", Json.createArrayBuilder(new TreeSet<>(user.roles())))
            .add("source", user.source().text())
            .add("secondFactor", factors.isOn(user.id()))
            .add("enabled", user.enabled())));
    Responses.json(
        response,
        HttpServletResponse.SC_OK,
        Json.createObjectBuilder().add("users", list).build());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AdminPage.demandAdministrator(request, "Only an administrator may disable or enable users");
    Matcher matcher = SWITCH.matcher(path(request));
    if (!matcher.matches()) {
      throw notFound();
    }
    String name = matcher.group(1);
    if (name.equals(request.getRemoteUser())) {
      throw new RefusedException(
          HttpServletResponse.SC_CONFLICT,
          "You cannot disable or enable yourself. Please ask another administrator.");
    }
    User user = Users.of(getServletContext())
        .enable(name, matcher.group(2).equals("enable"))
        .orElseThrow(UsersServlet::notFound);
    Responses.json(
        response,
        HttpServletResponse.SC_OK,
        Json.createObjectBuilder()
            .add("user", user.name())
            .add("enabled", user.enabled())
            .build());
  }

  private static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }

  private static RefusedException notFound() {
    return new RefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such user");
  }
}
