package stranger;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestAttributeEvent;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Says in one line whose a request is, by all that it shows, or an object that leads to one. */
final class Shown {

  private static final String CREDENTIALS = "authorization|cookie|x-api-key";
  private static final List<String> ATTRIBUTES = List.of(
      "kept.request",
      "kept.event",
      "kept.change",
      "kept.session",
      "kept.sessionEvent",
      "kept.cookies",
      "kept.cookie",
      "kept.text",
      "kept.async",
      "kept.asyncEvent",
      "kept.response",
      "jakarta.servlet.request.X509Certificate");

  private Shown() {}

  static String of(ServletRequest given) {
    if (!(given instanceof HttpServletRequest request)) {
      return String.valueOf(given);
    }
    HttpSession session = request.getSession(false);
    return "user="
        + request.getRemoteUser()
        + " cookies="
        + (request.getCookies() == null ? 0 : request.getCookies().length)
        + " credentials="
        + credentials(Collections.list(request.getHeaderNames()))
        + " session="
        + (session == null ? null : session.getAttribute("user"))
        + " requested="
        + request.getRequestedSessionId();
  }

  /** Returns those of some names that are of credentials. */
  static List<String> credentials(Iterable<String> names) {
    List<String> found = new ArrayList<>();
    names.forEach(name -> found.add(name.toLowerCase(Locale.ROOT)));
    return found.stream()
        .filter(name -> name.matches(CREDENTIALS))
        .distinct()
        .sorted()
        .toList();
  }

  /** Tells the attributes that have a value, and those whose name is there without one. */
  static String attributes(HttpServletRequest request, HttpServletResponse response) {
    List<String> names = Collections.list(request.getAttributeNames());
    Map<String, String> seen = new TreeMap<>();
    for (String name : ATTRIBUTES) {
      Object value = request.getAttribute(name);
      if (value != null || names.contains(name)) {
        seen.put(name, show(value, response));
      }
    }
    return seen.toString();
  }

  private static String show(Object value, HttpServletResponse response) {
    if (value instanceof ServletRequest request) {
      return of(request);
    } else if (value instanceof HttpSession session) {
      return "session of " + session.getAttribute("user");
    } else if (value instanceof ServletRequestAttributeEvent event) {
      return of(event.getServletRequest()) + " " + show(event.getValue(), response);
    } else if (value instanceof ServletRequestEvent event) {
      return of(event.getServletRequest());
    } else if (value instanceof AsyncEvent event) {
      return of(event.getAsyncContext().getRequest()) + " " + of(event.getSuppliedRequest());
    } else if (value instanceof AsyncContext async) {
      return of(async.getRequest());
    } else if (value instanceof ServletResponse kept) {
      return kept != response && wraps(response, kept) ? "the container's" : "ours";
    }
    return value instanceof String text
        ? text
        : value == null ? null : value.getClass().getSimpleName();
  }

  private static boolean wraps(ServletResponse outer, ServletResponse kept) {
    return outer == kept
        || outer instanceof ServletResponseWrapper wrapper && wraps(wrapper.getResponse(), kept);
  }
}
