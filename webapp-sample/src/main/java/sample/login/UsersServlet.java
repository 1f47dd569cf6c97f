package sample.login;

import jakarta.json.Json;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sample.web.Answer;
import sample.web.RefusedException;

/** {@code POST /api/users/{name}/disable} and {@code …/enable}, for administrators. */
public final class UsersServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Pattern SWITCH = Pattern.compile("/(.{1,200})/(disable|enable)");

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.isUserInRole("administrator")) {
            throw new RefusedException(HttpServletResponse.SC_FORBIDDEN, "Only an administrator may disable or enable users");
        }
        Matcher matcher = SWITCH.matcher(request.getPathInfo() == null ? "" : request.getPathInfo());
        if (!matcher.matches()) {
            throw notFound();
        }
        String name = matcher.group(1);
        if (name.equals(request.getRemoteUser())) {
            throw new RefusedException(HttpServletResponse.SC_CONFLICT,
                    "You cannot disable or enable yourself. Please ask another administrator.");
        }
        User user = Users.of(getServletContext()).enable(name, matcher.group(2).equals("enable"))
                .orElseThrow(UsersServlet::notFound);
        Answer.json(response, HttpServletResponse.SC_OK, Json.createObjectBuilder()
                .add("user", user.name()).add("enabled", user.enabled()).build());
    }

    private static RefusedException notFound() {
        return new RefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such user");
    }
}
