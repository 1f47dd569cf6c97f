package io.github.postern.isolation;

import jakarta.enterprise.context.Conversation;
import jakarta.enterprise.context.ConversationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.security.Principal;

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
      case "/principal" -> response.getWriter().print(principal());
      case "/wizard" -> {
        Wizard wizard = CDI.current().select(Wizard.class).get();
        String put = request.getParameter("put");
        response.getWriter().print(put == null ? wizard.look() : wizard.keep(put));
      }
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

  /** Returns the name of CDI's own principal; {@code none} where there is no such bean. */
  private static String principal() {
    Instance<Principal> built = CDI.current().select(Principal.class);
    return built.isResolvable() ? String.valueOf(built.get().getName()) : "none";
  }

  /** Several steps of somebody, in a conversation. */
  @ConversationScoped
  public static class Wizard implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private Conversation conversation;

    private String content;

    /** Keeps something until a later step, and returns the id of the conversation. */
    public String keep(String what) {
      if (conversation.isTransient()) {
        conversation.begin();
      }
      content = what;
      return conversation.getId();
    }

    /** Returns what was kept; null: nothing. */
    public String look() {
      return content;
    }
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
