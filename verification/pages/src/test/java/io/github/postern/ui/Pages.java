package io.github.postern.ui;

import io.github.postern.testing.TestApp;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;

/**
 * The pages of an application under a strict Content Security Policy, and what the jar's
 * {@code META-INF/resources} hold.
 */
final class Pages {

  /**
   * As strict as it gets: scripts and styles from files of the application only, and no text ever
   * taken for markup.
   */
  static final String POLICY =
      "default-src 'self'; base-uri 'none'; object-src 'none'; require-trusted-types-for"
          + " 'script'";

  private static final Map<String, String> TYPES =
      Map.of("js", "text/javascript", "css", "text/css", "html", "text/html");

  private Pages() {}

  /** Returns an application with pages, which is not running yet. Its clock is right. */
  static TestApp prepare() {
    TestApp app = TestApp.prepare()
        .servlet("/profile", new ProfilePage())
        .servlet("/postern/*", new Resources())
        .servlet("/login/again", new FreshLogin())
        .servlet("/*", new io.github.postern.testing.MirrorServlet());
    app.clock().set(Instant.now());
    return app;
  }

  private static void write(HttpServletResponse response, String type, byte[] content)
      throws IOException {
    response.setContentType(type + ";charset=UTF-8");
    response.setHeader("Content-Security-Policy", POLICY);
    response.getOutputStream().write(content);
  }

  /** The resources that any container serves by itself; the one of these tests knows no jar. */
  private static final class Resources extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String path = request.getPathInfo();
      try (InputStream in = getClass().getResourceAsStream("/META-INF/resources/postern" + path)) {
        if (in == null) {
          response.sendError(HttpServletResponse.SC_NOT_FOUND);
          return;
        }
        write(
            response,
            TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain"),
            in.readAllBytes());
      }
    }
  }

  /**
   * A page of the application: {@code elements}, {@code attributes} and the language and direction
   * are parameters.
   */
  private static final class ProfilePage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      String element = "<postern-keys " + parameter(request, "attributes", "") + "></postern-keys>";
      String page = """
                    <!DOCTYPE html>
                    <html lang="%s" dir="%s">
                    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>Profile</title><link rel="stylesheet" href="postern/postern-page.css">
                    <script type="module" src="postern/postern-keys.js"></script></head>
                    <body><main><h1>Profile</h1>%s</main></body></html>
                    """.formatted(
              parameter(request, "lang", "en"),
              parameter(request, "dir", "ltr"),
              element.repeat(Integer.parseInt(parameter(request, "elements", "1"))));
      write(response, "text/html", page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String parameter(HttpServletRequest request, String name, String ifNone) {
      return request.getParameter(name) == null ? ifNone : request.getParameter(name);
    }
  }

  /** Where somebody signs in again, which here takes no more than coming by. */
  private static final class FreshLogin extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      request.getSession().setAttribute("authenticatedAt", Instant.now());
      response.sendRedirect(request.getParameter("return"));
    }
  }
}
