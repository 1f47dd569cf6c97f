package io.github.postern;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The management servlet for a {@code web.xml} that declares it by hand. The library then registers
 * none itself. Map it to {@code /postern/api/*}, or to {@code postern.path} and {@code /*}.
 */
public final class PosternServlet implements Servlet {

  @SuppressWarnings("NullAway.Init") // the container calls init before all else
  private Servlet servlet;

  private @Nullable ServletConfig config;

  /** Creates the servlet; the container does. */
  public PosternServlet() {}

  @Override
  public void init(ServletConfig given) throws ServletException {
    config = given;
    servlet = Postern.of(given.getServletContext()).servlet();
    servlet.init(given);
  }

  @Override
  public @Nullable ServletConfig getServletConfig() {
    return config;
  }

  @Override
  public void service(ServletRequest request, ServletResponse response)
      throws ServletException, IOException {
    servlet.service(request, response);
  }

  @Override
  public String getServletInfo() {
    return "Postern key management";
  }

  @Override
  public void destroy() {
    servlet.destroy();
  }
}
