package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import sample.web.Answer;
import sample.web.RefusedException;

/** {@code /login/again?return=/path}: asks somebody who is logged in to prove it once more, before something that matters. */
public final class AgainServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<User> user = localUser(request, response);
        if (user.isPresent()) {
            page(user.get()).show(request, response, "");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<User> user = localUser(request, response);
        if (user.isEmpty()) {
            return;
        }
        Gate gate = Gate.of(getServletContext());
        Entry entry = gate.again(user.get(), LoginServlet.field(request, "proof"), request.getRemoteAddr());
        if (entry.isIn()) {
            Login.renew(request, gate.now());
            Answer.seeOther(response, request.getContextPath() + LocalPath.of(request.getParameter("return")));
            return;
        }
        ProofPage page = page(user.get());
        page.show(request, response, entry.refuse(response,
                page.page().equals("code") ? ProofPage.WRONG_CODE : ProofPage.WRONG_PASSWORD));
    }

    private ProofPage page(User user) {
        return Gate.of(getServletContext()).needsCode(user) ? ProofPage.codeOnceMore(user.name())
                : ProofPage.passwordOnceMore(user.name());
    }

    /** Empty if the user came by single sign-on: then the answer leads there. */
    private static Optional<User> localUser(HttpServletRequest request, HttpServletResponse response) {
        User user = person(request);
        if (user.source() == Login.Source.LOCAL) {
            return Optional.of(user);
        }
        Answer.seeOther(response, request.getContextPath() + "/saml/login?force=true&return="
                + URLEncoder.encode(LocalPath.of(request.getParameter("return")), StandardCharsets.UTF_8));
        return Optional.empty();
    }

    /** Whoever is logged in by the session of this request; nobody else can prove or change how they log in. */
    static User person(HttpServletRequest request) {
        if (!HttpServletRequest.FORM_AUTH.equals(request.getAuthType())) {
            throw new RefusedException(HttpServletResponse.SC_FORBIDDEN,
                    "Only somebody who signed in on the login page may do this");
        }
        return Login.user(request).orElseThrow(() ->
                new RefusedException(HttpServletResponse.SC_FORBIDDEN, "You are no longer signed in"));
    }
}
