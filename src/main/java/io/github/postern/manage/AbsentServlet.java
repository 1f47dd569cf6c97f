package io.github.postern.manage;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The management API where there is none, for an application that declares its servlet all the same. */
public final class AbsentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public AbsentServlet() {
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
