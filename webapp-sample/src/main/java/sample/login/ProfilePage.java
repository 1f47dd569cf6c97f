package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import sample.factor.SecondFactors;
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
        Optional<User> local = Login.user(request).filter(user -> user.source() == Login.Source.LOCAL);
        boolean on = local.filter(user -> SecondFactors.of(getServletContext()).isOn(user.id())).isPresent();
        values.put("factor", local.isEmpty() ? "Your identity provider looks after it." : on
                ? "On. You sign in with your password and a code of your authenticator app."
                : "Off. Whoever knows your password can sign in as you.");
        values.put("factorLink", local.isEmpty() ? "hidden" : "");
        values.put("factorAction", on ? "Turn off" : "Set up");
        Page.load(getServletContext(), "profile").show(response, values);
    }
}
