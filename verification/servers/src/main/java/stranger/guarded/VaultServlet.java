package stranger.guarded;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Asks the vault, and says what it said. */
public final class VaultServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String VAULT = "java:module/Vault";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    try {
      Vault vault = InitialContext.doLookup(VAULT);
      response.getWriter().println("vault=" + ask(vault::open));
      response.getWriter().println("gold=" + ask(vault::openForAdministrators));
    } catch (NamingException e) {
      response.getWriter().println("vault=none");
    }
  }

  private static String ask(java.util.function.Supplier<String> question) {
    try {
      return question.get();
    } catch (RuntimeException e) {
      return "denied"; // by its name an EJBException, of a class that not every server has
    }
  }
}
