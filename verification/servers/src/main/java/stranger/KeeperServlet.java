package stranger;

import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.IOException;

/**
 * Keeps the container's request from before any filter, as CDI does, and makes a session of it;
 * {@code ?large} writes more than a buffer holds, {@code ?redirect=} goes elsewhere with what it
 * names beside the address, and {@code ?alive=} tells of a session that was made so whether it
 * lives. {@code ?greet} makes one before any filter, and {@code ?keep} puts what it has into
 * attributes of the request.
 */
public final class KeeperServlet extends HttpServlet implements ServletRequestListener {

  private static final long serialVersionUID = 1L;
  private static final ThreadLocal<HttpServletRequest> KEPT = new ThreadLocal<>();

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
    KEPT.set(request);
    if ("greet".equals(request.getQueryString())) {
      request.getSession();
    } else if ("keep".equals(request.getQueryString())) {
      keep(event, request);
    }
  }

  private static void keep(ServletRequestEvent event, HttpServletRequest request) {
    request.setAttribute("kept.request", request);
    request.setAttribute("kept.event", event);
    request.setAttribute("kept.text", "a text");
    request.setAttribute("jakarta.servlet.request.X509Certificate", "somebody's");
    HttpSession session = request.getSession(false);
    if (session != null) {
      request.setAttribute(
          "kept.change",
          new ServletRequestAttributeEvent(event.getServletContext(), request, "x", session));
      request.setAttribute("kept.session", session);
      request.setAttribute("kept.sessionEvent", new HttpSessionEvent(session));
      request.setAttribute("kept.cookies", request.getCookies());
      request.setAttribute("kept.cookie", request.getCookies()[0]);
    }
  }

  /** The request of this thread, as the container has it. */
  static HttpServletRequest kept() {
    return KEPT.get();
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    KEPT.remove();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    if (request.getParameter("alive") != null) {
      response.getWriter().print(request.isRequestedSessionIdValid());
      return;
    }
    String made = KEPT.get().getSession().getId();
    if (request.getParameter("redirect") != null) {
      redirect(
          response,
          response.encodeRedirectURL("/elsewhere") + "?made=" + made,
          request.getParameter("redirect"));
      return;
    }
    response.getWriter().print(made + "\n");
    if (request.getParameter("large") != null) {
      response.getWriter().print("x".repeat(200_000));
    }
  }

  /** The parameter beside the address came with Servlet 6.1. */
  private static void redirect(HttpServletResponse response, String address, String beside)
      throws IOException {
    try {
      switch (beside) {
        case "status" ->
          HttpServletResponse.class
              .getMethod("sendRedirect", String.class, int.class)
              .invoke(response, address, 303);
        case "clear" ->
          HttpServletResponse.class
              .getMethod("sendRedirect", String.class, boolean.class)
              .invoke(response, address, true);
        case "both" ->
          HttpServletResponse.class
              .getMethod("sendRedirect", String.class, int.class, boolean.class)
              .invoke(response, address, 303, true);
        default -> response.sendRedirect(address);
      }
    } catch (NoSuchMethodException e) {
      response.sendRedirect(address);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }
}
