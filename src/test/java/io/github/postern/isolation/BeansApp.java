package io.github.postern.isolation;

import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;

/**
 * An application that keeps who is logged in in a bean of the session, and asks CDI for its
 * requests.
 */
@WebServlet("/beans/*")
public class BeansApp extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Who who = CDI.current().select(Who.class).get();
    HttpServletRequest injected = CDI.current().select(HttpServletRequest.class).get();
    switch (request.getPathInfo()) {
      case "/login" -> {
        request.getSession().setAttribute("user", request.getParameter("user"));
        who.remember(request.getParameter("user"));
        response.getWriter().print("in");
      }
      case "/logout" -> request.getSession().invalidate();
      case "/request" ->
        response
            .getWriter()
            .print(CDI.current().select(Now.class).get().call(request.getRemoteUser()));
      default -> {
        response
            .getWriter()
            .print("user="
                + request.getRemoteUser()
                + " bean="
                + who.name()
                + " injected="
                + injected.getRemoteUser()
                + " shown="
                + shows(injected));
        if (request.getPathInfo().equals("/large")) {
          response.getWriter().print("x".repeat(200_000));
        }
      }
    }
  }

  private static boolean shows(HttpServletRequest request) {
    return request.getHeader("Authorization") != null || request.getHeader("X-API-Key") != null;
  }

  /** The data of this request: when it began, and by whom it was called so far. */
  @RequestScoped
  public static class Now {

    private String begun = "unseen";
    private String callers = "";

    /** Looks at the request that opens the scope. */
    void begin(@Observes @Initialized(RequestScoped.class) Object request) {
      if (request instanceof HttpServletRequest opening) {
        begun = "user=" + opening.getRemoteUser() + " shown=" + shows(opening);
      }
    }

    /** Tells all callers of this request, and how it began. */
    public String call(String user) {
      callers += user + ";";
      return callers + " begun: " + begun;
    }
  }

  /** The current user. */
  @SessionScoped
  public static class Who implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;

    /** Notes a login. */
    public void remember(String user) {
      name = user;
    }

    /** Tells it. */
    public String name() {
      return name;
    }
  }
}
