package stranger;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Keeps the container's request from before any filter, as CDI does, and makes a session of it; {@code ?large} writes more
 * than a buffer holds, and {@code ?alive=} tells of a session that was made so whether it lives.
 */
public final class KeeperServlet extends HttpServlet implements ServletRequestListener {

    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<HttpServletRequest> KEPT = new ThreadLocal<>();

    @Override
    public void requestInitialized(ServletRequestEvent event) {
        KEPT.set((HttpServletRequest) event.getServletRequest());
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        KEPT.remove();
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        if (request.getParameter("alive") != null) {
            response.getWriter().print(request.isRequestedSessionIdValid());
            return;
        }
        response.getWriter().print(KEPT.get().getSession().getId() + "\n");
        if (request.getParameter("large") != null) {
            response.getWriter().print("x".repeat(200_000));
        }
    }
}
