package sample.login;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import sample.web.KeyManagement;
import sample.web.Page;
import sample.web.RefusedException;
import sample.web.Responses;

/** {@code /admin/keys} and {@code /admin/users}: what administrators see of everybody. */
public final class AdminPage extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String KEYS = "/admin/keys";
  private static final Map<String, String> PAGES =
      Map.of(KEYS, "admin-keys", "/admin/users", "admin-users");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    demandAdministrator(
        request, "This page is for administrators. Please ask one of them for what you need.");
    String path = Responses.path(request);
    String page = PAGES.get(path);
    if (page == null || path.equals(KEYS) && !KeyManagement.isOn(getServletContext())) {
      throw new RefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such page");
    }
    Page.load(getServletContext(), page).show(response, UserProfile.of(request).values());
  }

  /** Refuses everybody else in these words. */
  static void demandAdministrator(HttpServletRequest request, String message) {
    if (!request.isUserInRole("administrator")) {
      throw new RefusedException(HttpServletResponse.SC_FORBIDDEN, message);
    }
  }
}
