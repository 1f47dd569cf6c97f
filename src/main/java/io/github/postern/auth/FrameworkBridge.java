package io.github.postern.auth;

import io.github.postern.spi.ApiKeyPrincipal;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells a framework that does not ask the request who it is made as, but keeps that itself. Called
 * by many threads at once; must be quick, for it is called with each request.
 */
public interface FrameworkBridge {

  /** For applications that ask the request. */
  FrameworkBridge NONE = new FrameworkBridge() {
    @Override
    public void authenticated(HttpServletRequest request, ApiKeyPrincipal principal) {
      // the request itself tells
    }

    @Override
    public void csrfHandled(HttpServletRequest request) {
      // nobody else looks for forgeries
    }
  };

  /**
   * Tells who a request with a key is made as, before the application sees it.
   *
   * @param request as it came, with the headers that the client sent; its attributes are those that
   *     the application sees
   * @param principal the owner of the key
   */
  void authenticated(HttpServletRequest request, ApiKeyPrincipal principal);

  /**
   * Tells that a request goes to the management API, which finds forged requests itself: its pages
   * know nothing of the token that the framework would ask for.
   *
   * @param request a request to the management API, whoever makes it
   */
  void csrfHandled(HttpServletRequest request);
}
