package io.github.postern.auth;

import java.io.PrintWriter;

/** The text of an answer, of which none goes before the container's cookies are taken back. */
final class CookielessWriter extends PrintWriter {

  private final PrintWriter container;
  private final SetCookies cookies;

  CookielessWriter(PrintWriter container, SetCookies cookies) {
    super(container);
    this.container = container;
    this.cookies = cookies;
  }

  @Override
  public void write(int single) {
    cookies.restore();
    container.write(single);
  }

  @Override
  public void write(char[] text, int from, int length) {
    cookies.restore();
    container.write(text, from, length);
  }

  @Override
  public void write(String text, int from, int length) {
    cookies.restore();
    container.write(text, from, length);
  }

  @Override
  public void println() {
    cookies.restore();
    container.println();
  }

  @Override
  public void flush() {
    cookies.restore();
    container.flush();
  }

  @Override
  public void close() {
    cookies.restore();
    container.close();
  }

  @Override
  public boolean checkError() {
    cookies.restore();
    return container.checkError();
  }
}
