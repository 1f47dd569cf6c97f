package io.github.postern.auth;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Where the container logs people in whom {@link Doorkeeper} sent: a constraint in {@code web.xml} lets nobody get here
 * without a login. Sends them on to where they were going, which is always a path of this application.
 */
public final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Creates the servlet. */
    public LoginServlet() {
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (request.getUserPrincipal() == null) {
            throw new ServletException("Nobody was asked to log in for " + Doorkeeper.LOGIN_PATH + ". web.xml needs a"
                    + " security-constraint with this url-pattern and the role-name ** in its auth-constraint.");
        }
        response.sendRedirect(request.getContextPath() + inside(request.getParameter(Doorkeeper.TO)));
    }

    /** Anything that a browser could take for another host leads to the first page. */
    private static String inside(String to) {
        return to != null && to.matches("/(?![/\\\\])[\\x21-\\x7e]*") ? to : "/";
    }
}
