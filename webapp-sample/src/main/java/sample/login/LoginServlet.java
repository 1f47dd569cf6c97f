package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import sample.web.Answer;
import sample.web.Page;

/** The login page, and the login itself. */
public final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, response, "");
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Users users = Users.of(getServletContext());
        Optional<User> user = users.check(field(request, "username"), field(request, "password"));
        if (user.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            show(request, response, "This user name and password do not belong together. Please try again.");
            return;
        }
        Login.begin(request, Login.local(user.get(), Instant.now()));
        Answer.seeOther(response, request.getContextPath() + LocalPath.of(request.getParameter("return")));
    }

    private void show(HttpServletRequest request, HttpServletResponse response, String message) throws IOException {
        Page.load(getServletContext(), "login").show(response, Map.of(
                "message", message,
                "username", field(request, "username"),
                "return", LocalPath.of(request.getParameter("return"))));
    }

    private static String field(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value;
    }
}
