package stranger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Goes on to {@code ?to=} in every way there is; {@code /go/thread} answers from another thread
 * itself.
 */
public final class GoServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String to = request.getParameter("to");
    switch (request.getPathInfo()) {
      case "/forward" -> request.getRequestDispatcher(to).forward(request, response);
      case "/include" -> {
        response.setContentType("text/plain");
        response.getWriter().print("before\n");
        request.getRequestDispatcher(to).include(request, response);
        response.getWriter().print("after\n");
      }
      case "/named" -> getServletContext().getNamedDispatcher(to).include(request, response);
      case "/across" -> across(request, response, to);
      case "/async" -> later(request.startAsync(), to);
      case "/async-wrapped" -> later(request.startAsync(request, response), to);
      case "/thread" -> answer(request.startAsync(request, response));
      case "/thread-plain" -> answer(request.startAsync());
      case "/error" -> response.sendError(Integer.parseInt(to));
      case "/throw" -> throw new IllegalStateException("as asked for");
      default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }

  /** Goes to the application at {@code ?context=}, where this server lets one see another. */
  private void across(HttpServletRequest request, HttpServletResponse response, String to)
      throws ServletException, IOException {
    ServletContext other = getServletContext().getContext(request.getParameter("context"));
    RequestDispatcher there =
        other == null || other.getContextPath().equals(request.getContextPath())
            ? null
            : other.getRequestDispatcher(to);
    if (there == null) {
      response.setContentType("text/plain");
      response.getWriter().print("no other application");
    } else if (request.getParameter("include") != null) {
      there.include(request, response);
    } else {
      there.forward(request, response);
    }
  }

  private static void later(AsyncContext async, String to) {
    async.start(() -> async.dispatch(to));
  }

  private static void answer(AsyncContext async) {
    async.start(() -> {
      try {
        async.getResponse().setContentType("text/plain");
        async.getResponse().getWriter().print(Who.of((HttpServletRequest) async.getRequest()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        async.complete();
      }
    });
  }
}
