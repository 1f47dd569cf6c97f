package sample.jobs;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sample.web.JsonBody;
import sample.web.RefusedException;
import sample.web.Responses;

/** The REST API of the jobs, {@code /api/jobs}. */
public final class JobsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Pattern ALL = Pattern.compile("/?");
  private static final Pattern ONE = Pattern.compile("/([0-9]{1,18})");
  private static final Pattern RUN = Pattern.compile("/([0-9]{1,18})/run");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (ALL.matcher(path(request)).matches()) {
      JsonArrayBuilder list = Json.createArrayBuilder();
      jobs().list().forEach(job -> list.add(job.toJson()));
      Responses.json(
          response,
          HttpServletResponse.SC_OK,
          Json.createObjectBuilder().add("jobs", list).build());
      return;
    }
    Job job = jobs().find(id(request, ONE)).orElseThrow(JobsServlet::notFound);
    Responses.json(response, HttpServletResponse.SC_OK, job.toJson());
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (ALL.matcher(path(request)).matches()) {
      create(request, response);
    } else {
      run(request, response);
    }
  }

  private void create(HttpServletRequest request, HttpServletResponse response) throws IOException {
    NewJob definition = NewJob.from(JsonBody.read(request));
    Job job = jobs().add(definition, request.getRemoteUser(), now());
    response.setHeader(
        "Location", request.getContextPath() + request.getServletPath() + "/" + job.id());
    Responses.json(response, HttpServletResponse.SC_CREATED, job.toJson());
  }

  private void run(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Job.Run run = new Job.Run("succeeded", "Started by " + request.getRemoteUser(), now());
    Job job = jobs().run(id(request, RUN), run).orElseThrow(JobsServlet::notFound);
    Responses.json(response, HttpServletResponse.SC_OK, job.toJson());
  }

  @Override
  protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
    if (!request.isUserInRole("administrator")) {
      throw new RefusedException(
          HttpServletResponse.SC_FORBIDDEN, "Only an administrator may delete jobs");
    }
    if (!jobs().delete(id(request, ONE))) {
      throw notFound();
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  private Jobs jobs() {
    return Jobs.of(getServletContext());
  }

  /** As exactly as the database keeps it. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String path(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getPathInfo();
  }

  private static long id(HttpServletRequest request, Pattern pattern) {
    Matcher matcher = pattern.matcher(path(request));
    if (!matcher.matches()) {
      throw notFound();
    }
    return Long.parseLong(matcher.group(1));
  }

  private static RefusedException notFound() {
    return new RefusedException(HttpServletResponse.SC_NOT_FOUND, "There is no such job");
  }
}
