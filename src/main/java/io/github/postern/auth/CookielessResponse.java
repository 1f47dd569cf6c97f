package io.github.postern.auth;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request with a key: it sets no cookie, because whoever holds the key needs no
 * second identity, and gives no URL a session. Cookies that the container adds by itself are taken
 * back before the answer is on its way.
 */
final class CookielessResponse extends HttpServletResponseWrapper {

  private final SetCookies cookies;
  private @Nullable ServletOutputStream stream;
  private @Nullable PrintWriter writer;

  CookielessResponse(HttpServletRequest request, HttpServletResponse response) {
    super(response);
    this.cookies = new SetCookies(request, response);
  }

  /**
   * To be called when the application has done its part, before the container sends what is left.
   */
  void finish() {
    cookies.restore();
  }

  @Override
  public void addCookie(Cookie cookie) {
    // Dropped: see the class.
  }

  @Override
  public void addHeader(String name, String value) {
    if (!SetCookies.NAME.equalsIgnoreCase(name)) {
      super.addHeader(name, value);
    }
  }

  @Override
  public void setHeader(String name, String value) {
    if (!SetCookies.NAME.equalsIgnoreCase(name)) {
      super.setHeader(name, value);
    }
  }

  @Override
  public String encodeURL(String url) {
    return url;
  }

  @Override
  public String encodeRedirectURL(String url) {
    return url;
  }

  @Override
  public void sendError(int status) throws IOException {
    cookies.restore();
    super.sendError(status);
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    cookies.restore();
    super.sendError(status, message);
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    cookies.restore();
    super.sendRedirect(location);
  }

  /** Of Servlet 6.1; nobody can call it before. */
  public void sendRedirect(String location, int status) throws IOException {
    sendRedirect(location, status, true);
  }

  /** Of Servlet 6.1, likewise. */
  public void sendRedirect(String location, boolean clearBuffer) throws IOException {
    sendRedirect(location, SC_FOUND, clearBuffer);
  }

  /**
   * Of Servlet 6.1, likewise: there {@code HttpServletResponseWrapper} hands it on to the container
   * past this class.
   */
  public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
    cookies.restore();
    Redirect.send((HttpServletResponse) getResponse(), location, status, clearBuffer);
  }

  @Override
  public void flushBuffer() throws IOException {
    cookies.restore();
    super.flushBuffer();
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream container = super.getOutputStream();
    if (stream == null) {
      stream = new CookielessStream(container, cookies);
    }
    return stream;
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    PrintWriter container = super.getWriter();
    if (writer == null) {
      writer = new CookielessWriter(container, cookies);
    }
    return writer;
  }

  /** The container may give another one now (Servlet 6.0 section 5.1). */
  @Override
  public void reset() {
    super.reset();
    stream = null;
    writer = null;
  }
}
