package io.github.postern.auth;

import jakarta.servlet.ServletResponse;
import jakarta.servlet.ServletResponseWrapper;

/** Looks into what is wrapped around the container's own response. */
final class ResponseWrappers {

  private ResponseWrappers() {}

  /** Returns whether a response is of a type, or wraps one that is. */
  static boolean isIn(ServletResponse response, Class<? extends ServletResponse> type) {
    ServletResponse inner = response;
    while (!type.isInstance(inner) && inner instanceof ServletResponseWrapper wrapper) {
      inner = wrapper.getResponse();
    }
    return type.isInstance(inner);
  }
}
