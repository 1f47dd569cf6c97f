package sample.jobs;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import sample.login.UserProfile;
import sample.web.Page;

/**
 * The start page: the list of jobs, which its script reads from the REST API, and a form for a new
 * one.
 */
public final class JobsPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, String> values = UserProfile.of(request).values();
    values.put("mayDelete", String.valueOf(request.isUserInRole("administrator")));
    Page.load(getServletContext(), "jobs").show(response, values);
  }
}
