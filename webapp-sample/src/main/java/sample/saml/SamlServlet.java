package sample.saml;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import sample.login.LocalPath;
import sample.login.Login;
import sample.login.Users;
import sample.web.Page;
import sample.web.Responses;

/**
 * The addresses of single sign-on: {@code GET /saml/login} begins, {@code POST /saml/acs} is where
 * the identity provider answers, {@code GET /saml/finish} ends it, {@code GET /saml/metadata}
 * describes this application.
 */
public final class SamlServlet extends HttpServlet {

  static final String LOGIN = "/saml/login";
  private static final String FINISH = "/saml/finish";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger("sample.saml");

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ServiceProvider provider =
        (ServiceProvider) getServletContext().getAttribute(ServiceProvider.class.getName());
    if (provider == null) {
      Responses.error(
          request,
          response,
          HttpServletResponse.SC_NOT_FOUND,
          "Single sign-on is not configured here. Please sign in with a password.");
      return;
    }
    response.setHeader("Cache-Control", "no-store");
    try {
      answer(provider, request, response);
    } catch (Refusal refusal) {
      refuse(request, response, refusal);
    }
  }

  private static void answer(
      ServiceProvider provider, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod() + " " + Responses.path(request)) {
      case "GET " + LOGIN ->
        Responses.seeOther(
            response,
            provider.begin(
                request,
                response,
                LocalPath.of(request.getParameter("return")),
                "true".equals(request.getParameter("force"))));
      case "POST " + SamlSettings.ACS ->
        Responses.seeOther(
            response,
            request.getContextPath()
                + FINISH
                + "?ticket="
                + provider.receive(
                    parameter(request, "SAMLResponse"), parameter(request, "RelayState")));
      case "GET " + FINISH -> finish(provider, request, response);
      case "GET " + SamlSettings.METADATA -> metadata(provider, response);
      default ->
        Responses.error(
            request,
            response,
            HttpServletResponse.SC_NOT_FOUND,
            "There is nothing at this address of the single sign-on.");
    }
  }

  private static void finish(
      ServiceProvider provider, HttpServletRequest request, HttpServletResponse response) {
    FinishedLogin finished = provider.finish(request, parameter(request, "ticket"));
    Login login = finished.login();
    Users.of(request.getServletContext())
        .remember(login.user(), finished.fullName(), login.roles(), login.source());
    Login.begin(request, login);
    Responses.seeOther(response, request.getContextPath() + finished.returnPath());
  }

  private static void metadata(ServiceProvider provider, HttpServletResponse response)
      throws IOException {
    byte[] metadata = provider.metadata().getBytes(StandardCharsets.UTF_8);
    response.setContentType("application/samlmetadata+xml");
    response.getOutputStream().write(metadata);
  }

  /** The person gets a reference, by which the details are found in the log. */
  private void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    String reference = UUID.randomUUID().toString().substring(0, 8);
    LOG.log(
        Level.WARNING,
        () -> "Single sign-on refused, reference "
            + reference
            + ", "
            + refusal.reason()
            + ": "
            + refusal.getMessage());
    response.setStatus(refusal.reason().status());
    Page.load(getServletContext(), "sso-refused")
        .show(
            response,
            Map.of(
                "base",
                request.getContextPath() + "/",
                "message",
                refusal.forUser(),
                "reference",
                reference));
  }

  private static String parameter(HttpServletRequest request, String name) {
    String value = request.getParameter(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal(Reason.UNREADABLE, "The parameter " + name + " is missing");
    }
    return value;
  }
}
