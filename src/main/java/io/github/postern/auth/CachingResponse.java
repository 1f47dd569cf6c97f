package io.github.postern.auth;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Optional;

/**
 * An answer that tells caches what they must know, whatever the application says: its own
 * {@code Cache-Control} takes the place of ours, for it knows best what it answers; {@code Vary} is
 * added to, for only we know where keys are.
 */
final class CachingResponse extends HttpServletResponseWrapper {

  private static final String CACHE_CONTROL = "Cache-Control";

  private final Optional<String> cacheControl;
  private final VaryHeader varies;
  private boolean cacheControlIsOurs;

  /** Returns a response that is one of these, whether it was before or not. */
  static HttpServletResponse over(
      HttpServletResponse response, Optional<String> cacheControl, VaryHeader varies) {
    return ResponseWrappers.isIn(response, CachingResponse.class)
        ? response
        : new CachingResponse(response, cacheControl, varies);
  }

  CachingResponse(HttpServletResponse response, Optional<String> cacheControl, VaryHeader varies) {
    super(response);
    this.cacheControl = cacheControl;
    this.varies = varies;
    writeHeaders();
  }

  private void writeHeaders() {
    if (cacheControl.isPresent() && !containsHeader(CACHE_CONTROL)) {
      super.setHeader(CACHE_CONTROL, cacheControl.get());
      cacheControlIsOurs = true;
    }
    varies.addTo((HttpServletResponse) getResponse());
  }

  @Override
  public void setHeader(String name, String value) {
    super.setHeader(name, value);
    fieldChanged(name);
  }

  @Override
  public void addHeader(String name, String value) {
    if (cacheControlIsOurs && CACHE_CONTROL.equalsIgnoreCase(name)) {
      super.setHeader(name, value);
      fieldChanged(name);
    } else {
      super.addHeader(name, value);
    }
  }

  private void fieldChanged(String name) {
    if (CACHE_CONTROL.equalsIgnoreCase(name)) {
      cacheControlIsOurs = false;
      writeHeaders();
    } else if (VaryHeader.HEADER.equalsIgnoreCase(name)) {
      writeHeaders();
    }
  }

  @Override
  public void reset() {
    super.reset();
    cacheControlIsOurs = false;
    writeHeaders();
  }
}
