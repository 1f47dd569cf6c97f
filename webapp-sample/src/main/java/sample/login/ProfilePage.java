package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import sample.web.Page;

/** The profile page: who I am, and my API keys. */
public final class ProfilePage extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** What the menu asks for with {@code ?key=}, and what the element on the page calls it. */
    private static final Map<String, String> OPEN = Map.of("add", "create", "view", "details");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> values = Profile.of(request).values();
        String wanted = request.getParameter("key");
        values.put("open", wanted == null ? "" : OPEN.getOrDefault(wanted, ""));
        Page.load(getServletContext(), "profile").show(response, values);
    }
}
