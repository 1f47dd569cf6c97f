package sample.web;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes the short answers of the application: JSON, an error, a redirect. */
public final class Answer {

    private Answer() {
    }

    public static void json(HttpServletResponse response, int status, JsonObject body) throws IOException {
        response.setStatus(status);
        text(response, "application/json", body.toString());
    }

    /** An error in words: JSON for the API, plain text for a page. */
    public static void error(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        if (isApi(request)) {
            json(response, status, Json.createObjectBuilder().add("error", message).build());
            return;
        }
        response.setStatus(status);
        text(response, "text/plain", message);
    }

    /** What is written here is for one person: no cache may keep it. */
    public static void text(HttpServletResponse response, String type, String text) throws IOException {
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

    /** Whether a program asks and no person: at our own API, or at that of a library below its own path. */
    public static boolean isApi(HttpServletRequest request) {
        return path(request).contains("/api/");
    }

    /** The path within the application, decoded and without {@code ..}: what the container maps by. */
    public static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
        return path.isEmpty() ? "/" : path;
    }
}
