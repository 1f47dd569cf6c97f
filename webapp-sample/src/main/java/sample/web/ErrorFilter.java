package sample.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import sample.data.DatabaseException;

/** Turns what a servlet throws into an answer in words. */
public final class ErrorFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("sample");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (RefusedException refused) {
      Responses.error(request, response, refused.status(), refused.getMessage());
    } catch (DatabaseException unavailable) {
      LOG.log(
          Level.ERROR,
          () -> "No answer to " + request.getMethod() + " " + Responses.path(request),
          unavailable);
      Responses.error(
          request,
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "The database of the application is not available. Please try again in a" + " moment.");
    }
  }
}
