package io.github.postern.auth;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The redirect with a status, of Servlet 6.1: the API that this library is compiled against does
 * not have it.
 */
final class Redirect {

  /** Null before Servlet 6.1. */
  private static final @Nullable MethodHandle SEND = find();

  private Redirect() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              HttpServletResponse.class,
              "sendRedirect",
              MethodType.methodType(void.class, String.class, int.class, boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return null;
    }
  }

  static void send(HttpServletResponse response, String location, int status, boolean clearBuffer)
      throws IOException {
    if (SEND == null) {
      throw new UnsupportedOperationException(
          "A redirect with a status is of Servlet 6.1, which this server has not");
    }
    try {
      SEND.invokeExact(response, location, status, clearBuffer);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("The method declares no such exception", e);
    }
  }
}
