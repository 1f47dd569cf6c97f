package sample.login;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Whether the login page offers another way in, and where that begins. */
public final class SingleSignOn {

  private static final String ATTRIBUTE = SingleSignOn.class.getName();

  private SingleSignOn() {}

  /** From now on the login page has a button that leads to this path of the application. */
  public static void offer(ServletContext context, String path) {
    context.setAttribute(ATTRIBUTE, path);
  }

  /**
   * The address of the button, which leads back to the page that was asked for; empty if there is
   * no button.
   */
  static String link(HttpServletRequest request) {
    Object path = request.getServletContext().getAttribute(ATTRIBUTE);
    return path == null
        ? ""
        : request.getContextPath()
            + path
            + "?return="
            + URLEncoder.encode(
                LocalPath.of(request.getParameter("return")), StandardCharsets.UTF_8);
  }
}
