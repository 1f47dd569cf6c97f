package io.github.postern.auth;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** The bytes of an answer, of which none goes before the container's cookies are taken back. */
final class CookielessStream extends ServletOutputStream {

  private final ServletOutputStream container;
  private final SetCookies cookies;

  CookielessStream(ServletOutputStream container, SetCookies cookies) {
    this.container = container;
    this.cookies = cookies;
  }

  @Override
  public void write(int single) throws IOException {
    cookies.restore();
    container.write(single);
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    cookies.restore();
    container.write(bytes);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    cookies.restore();
    container.write(bytes, from, length);
  }

  @Override
  public void print(String text) throws IOException {
    cookies.restore();
    container.print(text);
  }

  @Override
  public void println(String text) throws IOException {
    cookies.restore();
    container.println(text);
  }

  @Override
  public void println() throws IOException {
    cookies.restore();
    container.println();
  }

  @Override
  public void flush() throws IOException {
    cookies.restore();
    container.flush();
  }

  @Override
  public void close() throws IOException {
    cookies.restore();
    container.close();
  }

  @Override
  public boolean isReady() {
    return container.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    container.setWriteListener(listener);
  }
}
