package io.github.postern.manage;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The management API with {@code postern.management=false}: a key can ask about itself. Every other
 * path is not found.
 */
final class SelfServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient KeyManagementServlet whole;

  /**
   * Creates the servlet.
   *
   * @param whole the whole API, of which this lets in what is about the key of a request
   */
  SelfServlet(KeyManagementServlet whole) {
    this.whole = whole;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    List<String> path = KeyManagementServlet.path(request);
    if (path.isEmpty() || !path.get(0).equals("self")) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      whole.service(request, response);
    }
  }
}
