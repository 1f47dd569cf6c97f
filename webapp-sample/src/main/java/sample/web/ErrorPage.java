package sample.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The page that users and scripts get where the server itself has only an error. */
public final class ErrorPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer error
        ? error
        : HttpServletResponse.SC_NOT_FOUND;
    boolean isApi = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        && Responses.isApi(uri);
    Responses.error(
        request,
        response,
        status,
        switch (status) {
          case HttpServletResponse.SC_NOT_FOUND -> "There is nothing at this address.";
          case HttpServletResponse.SC_METHOD_NOT_ALLOWED ->
            "This address does not take " + request.getMethod() + " requests.";
          default ->
            status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? "The request cannot be understood."
                : "Something went wrong in the application. Its log has the" + " details.";
        },
        isApi);
  }
}
