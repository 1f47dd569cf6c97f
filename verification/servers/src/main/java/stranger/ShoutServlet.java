package stranger;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Goes over to a protocol of its own (RFC 9110 section 7.8), in which it says who asked for that.
 */
public final class ShoutServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    KeeperServlet.kept().getSession();
    response.setStatus(HttpServletResponse.SC_SWITCHING_PROTOCOLS);
    response.setHeader("Upgrade", "shout");
    response.setHeader("Connection", "Upgrade");
    request.upgrade(Shout.class).user = request.getRemoteUser();
  }

  /** Says it once. */
  public static final class Shout implements HttpUpgradeHandler {

    private volatile String user;

    @Override
    public void init(WebConnection connection) {
      long requests = Arrays.stream(connection.getClass().getDeclaredFields())
          .filter(field -> ServletRequest.class.isAssignableFrom(field.getType()))
          .count();
      try (connection) {
        connection
            .getOutputStream()
            .write(("PROTECTED user=" + user + " requests=" + requests + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void destroy() {
      // holds nothing
    }
  }
}
