package io.github.postern.bench;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.util.Collection;
import java.util.List;

/** A response that keeps its status only and throws everything else away. For one thread. */
final class FakeResponse extends HttpServletResponseWrapper {

  private final ServletOutputStream nowhere = new Nowhere();
  private int status;

  FakeResponse() {
    super(FakeRequest.unused(HttpServletResponse.class));
  }

  @Override
  public int getStatus() {
    return status;
  }

  @Override
  public void setStatus(int status) {
    this.status = status;
  }

  @Override
  public boolean isCommitted() {
    return false;
  }

  /** As Jetty has it. */
  @Override
  public int getBufferSize() {
    return 32 * 1024;
  }

  @Override
  public void resetBuffer() {}

  @Override
  public void flushBuffer() {}

  @Override
  public void setHeader(String name, String value) {}

  @Override
  public void addHeader(String name, String value) {}

  @Override
  public boolean containsHeader(String name) {
    return false;
  }

  @Override
  public Collection<String> getHeaders(String name) {
    return List.of();
  }

  @Override
  public void setContentType(String type) {}

  @Override
  public void setContentLength(int length) {}

  @Override
  public ServletOutputStream getOutputStream() {
    return nowhere;
  }

  private static final class Nowhere extends ServletOutputStream {

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int from, int length) {}

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("The benchmark writes without waiting");
    }
  }
}
