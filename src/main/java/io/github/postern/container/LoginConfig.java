package io.github.postern.container;

import io.github.postern.xml.Xml;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reads how people log in from {@code <login-config>} in {@code web.xml} (Servlet 6.0 section
 * 14.4).
 */
final class LoginConfig {

  private static final String WEB_XML = "/WEB-INF/web.xml";

  private final Element webXml;

  private LoginConfig(Element webXml) {
    this.webXml = webXml;
  }

  /**
   * Returns the login of an application.
   *
   * @throws IllegalStateException if it is one that cannot be offered beside keys
   */
  static ApplicationLogin read(ServletContext context) {
    try (InputStream in = context.getResourceAsStream(WEB_XML)) {
      return in == null
          ? new NoLogin()
          : new LoginConfig(Xml.parse(in).getDocumentElement()).login();
    } catch (IOException | SAXException e) {
      throw new IllegalStateException(
          "postern.authentication=container has to know the login-config in "
              + WEB_XML
              + ", which cannot be read: "
              + e.getMessage(),
          e);
    }
  }

  private ApplicationLogin login() {
    if (Xml.elements(webXml, "login-config").isEmpty()) {
      return new NoLogin();
    }
    String method = text("auth-method", "BASIC").toUpperCase(Locale.ROOT);
    return switch (method) {
      case "BASIC" -> new BasicLogin(text("realm-name", "Authentication required"));
      case "FORM" -> new FormLogin(text("form-login-page", "/"), text("form-error-page", "/"));
      default ->
        throw new IllegalStateException(
            "postern.authentication=container offers FORM and BASIC beside keys,"
                + " but web.xml asks for the auth-method "
                + method
                + ". Set postern.authentication to filter, and let the filter"
                + " enforce the constraints: postern-cli graft"
                + " --move-constraints.");
    };
  }

  private String text(String element, String otherwise) {
    return Xml.elements(webXml, element).stream()
        .map(found -> found.getTextContent().strip())
        .findFirst()
        .orElse(otherwise);
  }
}
