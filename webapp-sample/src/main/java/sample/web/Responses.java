package sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Writes the short answers of the application: JSON, an error, a redirect. */
public final class Responses {

  private static final Map<Integer, String> HEADINGS = Map.of(
      HttpServletResponse.SC_FORBIDDEN, "You may not do this",
      HttpServletResponse.SC_NOT_FOUND, "Nothing is here",
      HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Please try again soon");

  private Responses() {}

  public static void json(HttpServletResponse response, int status, JsonObject body)
      throws IOException {
    response.setStatus(status);
    text(response, "application/json", body.toString());
  }

  /** An error in words: JSON for the API, a page for people. */
  public static void error(
      HttpServletRequest request, HttpServletResponse response, int status, String message)
      throws IOException {
    error(request, response, status, message, isApi(request));
  }

  static void error(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String message,
      boolean isApi)
      throws IOException {
    if (isApi) {
      json(response, status, Json.createObjectBuilder().add("error", message).build());
      return;
    }
    response.setStatus(status);
    Page.load(request.getServletContext(), "error")
        .show(
            response,
            Map.of(
                "message", message, "heading", HEADINGS.getOrDefault(status, "This did not work")));
  }

  /** Every response is for one user: no cache may keep it. */
  public static void text(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(text);
  }

  /** After a form: the browser gets the next page, and a reload does not send the form again. */
  public static void seeOther(HttpServletResponse response, String path) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path);
  }

  /**
   * Whether a program asks and no person: at our own API, or at that of a library below its own
   * path.
   */
  public static boolean isApi(HttpServletRequest request) {
    return isApi(path(request));
  }

  static boolean isApi(String path) {
    return path.contains("/api/");
  }

  /**
   * The path within the application, decoded and without {@code ..}: what the container maps by.
   */
  public static String path(HttpServletRequest request) {
    String rest = request.getPathInfo();
    String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
    return path.isEmpty() ? "/" : path;
  }
}
