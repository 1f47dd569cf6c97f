package stranger.guarded;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts {@code ?put=} aside, and says what was; {@code none} where there are no beans. */
public class BasketServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject
  private transient Basket basket;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (basket != null && request.getParameter("put") != null) {
      basket.put(request.getParameter("put"));
    }
    response.setContentType("text/plain");
    response.getWriter().println("user=" + request.getRemoteUser());
    response.getWriter().println("basket=" + (basket == null ? "none" : basket.look()));
  }
}
