package stranger;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts visits in the session, which it makes if there is none; {@code ?total} says how many
 * sessions there ever were, and {@code ?living} how many there are.
 */
public final class CountServlet extends HttpServlet implements HttpSessionListener {

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger SESSIONS = new AtomicInteger();
  private static final AtomicInteger LIVING = new AtomicInteger();

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    SESSIONS.incrementAndGet();
    LIVING.incrementAndGet();
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    LIVING.decrementAndGet();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    if (request.getParameter("total") != null) {
      response.getWriter().print(SESSIONS.get());
      return;
    }
    if (request.getParameter("living") != null) {
      response.getWriter().print(LIVING.get());
      return;
    }
    HttpSession session = request.getSession();
    int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
    session.setAttribute("visits", visits);
    response.getWriter().print(visits);
  }
}
