package io.github.postern.servers;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Counts the tests of a server, and writes down how many passed and which were left out for what
 * reason.
 */
final class Recorder implements TestWatcher, AfterAllCallback {

  private int passed;
  private int failed;

  /** The reasons by the names of the tests. */
  private final Map<String, String> leftOut = new TreeMap<>();

  @Override
  public void testSuccessful(ExtensionContext context) {
    passed++;
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    failed++;
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    leaveOut(context, cause.getMessage().replaceFirst("^Assumption failed: ", ""));
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    leaveOut(context, reason.orElse("switched off"));
  }

  private void leaveOut(ExtensionContext context, String reason) {
    leftOut.put(context.getRequiredTestMethod().getName(), reason);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    AppServer server = ((OnServer) context.getRequiredTestInstance()).server();
    if (passed + failed > 0) {
      int others = all(context.getRequiredTestClass()) - passed - failed - leftOut.size();
      Results.ran(
          server,
          server.defaultProvider(),
          "Derby, embedded",
          passed
              + " of "
              + (passed + failed)
              + " tests passed"
              + (leftOut.isEmpty() ? "" : ", " + leftOut.size() + " do not apply")
              + (others == 0 ? "" : ", " + others + " not run"));
      Results.leftOut(server, leftOut);
    }
  }

  /**
   * How many tests there are, run or not: those of one server are declared in its class, all others
   * are inherited.
   */
  private static int all(Class<?> tests) {
    return (int) Stream.concat(Stream.of(tests.getMethods()), Stream.of(tests.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .distinct()
        .count();
  }
}
