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
        cookies.takeBack();
        container.write(single);
    }

    @Override
    public void write(char[] text, int from, int length) {
        cookies.takeBack();
        container.write(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) {
        cookies.takeBack();
        container.write(text, from, length);
    }

    @Override
    public void println() {
        cookies.takeBack();
        container.println();
    }

    @Override
    public void flush() {
        cookies.takeBack();
        container.flush();
    }

    @Override
    public void close() {
        cookies.takeBack();
        container.close();
    }

    @Override
    public boolean checkError() {
        cookies.takeBack();
        return container.checkError();
    }
}
