package io.github.postern.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Rows for docs/compatibility.md, written by the tests as they ran. {@link CompatibilityTable} puts
 * them there.
 */
final class Results {

  private static final Path DIRECTORY =
      Path.of(System.getProperty("servers.target"), "compatibility");

  private Results() {}

  /**
   * Writes a row of the table of servers.
   *
   * @param provider of Jakarta Persistence, and where it comes from
   * @param database where the keys were
   * @param result in a few words
   */
  static void ran(AppServer server, String provider, String database, String result) {
    ServerProduct product = server.product();
    String profile = product.heavy() ? " -Pall-servers" : "";
    write(
        "server-" + product.slug() + "-" + jdk(server) + "-" + (provider + database).hashCode(),
        "| "
            + String.join(
                " | ",
                product.name(),
                product.version(),
                product.platform(),
                jdk(server),
                provider,
                database,
                result,
                LocalDate.now(ZoneOffset.UTC).toString(),
                "`mvn verify" + profile + " -Dit.test=" + product.test() + "`")
            + " |");
  }

  /** Writes a row of the table of redeployments. */
  static void redeployed(AppServer server, int times, JvmState before, JvmState after) {
    ServerProduct product = server.product();
    write(
        "redeployed-" + product.slug() + "-" + jdk(server),
        "| "
            + String.join(
                " | ",
                product.name() + " " + product.version() + " " + product.platform(),
                jdk(server),
                "" + times,
                before.copies() + " → " + after.copies(),
                before.posterns() + " → " + after.posterns(),
                before.instances() + " → " + after.instances(),
                before.drivers() + " → " + after.drivers(),
                sum(before) + " → " + sum(after))
            + " |");
  }

  /** Writes the rows of what does not apply to a server: the reasons by the names of the tests. */
  static void leftOut(AppServer server, Map<String, String> reasons) {
    ServerProduct product = server.product();
    String name =
        "| " + product.name() + " " + product.version() + " " + product.platform() + " | ";
    write(
        "left-out-" + product.slug() + "-" + jdk(server),
        reasons.isEmpty()
            ? name + "none | all of them apply |"
            : reasons.entrySet().stream()
                .map(left -> name + left.getKey() + " | " + left.getValue() + " |")
                .collect(Collectors.joining("\n")));
  }

  private static long sum(JvmState state) {
    return state.threads().values().stream().mapToLong(Long::longValue).sum();
  }

  private static String jdk(AppServer server) {
    return Jdk.of(server.javaHome()).version();
  }

  private static void write(String name, String row) {
    try {
      Files.createDirectories(DIRECTORY);
      Files.writeString(DIRECTORY.resolve(name + ".row"), row + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
