package io.github.postern.ui;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Serves the pages of the jar as a container does, and forbids everything that a strict application
 * forbids.
 */
final class AdminPages extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Map<String, String> TYPES = Map.of(
      "html", "text/html", "js", "text/javascript", "css", "text/css", "yaml", "application/yaml");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    try (InputStream page =
        AdminPages.class.getResourceAsStream("/META-INF/resources/postern" + path)) {
      if (page == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setContentType(
          TYPES.get(path.substring(path.lastIndexOf('.') + 1)) + ";charset=UTF-8");
      page.transferTo(response.getOutputStream());
    }
  }
}
