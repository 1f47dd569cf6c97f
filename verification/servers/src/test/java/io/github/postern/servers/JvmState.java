package io.github.postern.servers;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The classes, threads and objects of an application with Postern that live in the JVM of a server
 * after a garbage collection.
 *
 * @param threads how many there are of each name, of those that Postern and its companions start
 * @param drivers how many JDBC drivers {@code DriverManager} has registered
 * @param copies how many class loaders have loaded Postern
 * @param posterns how many Posterns there are; the loaders of some servers hold their application,
 *     and so a closed Postern
 * @param instances how many objects there are of classes of Postern
 * @param strangers how many class loaders have loaded the stranger's application without Postern:
 *     what a server keeps of applications that it deploys as often, for comparison
 */
record JvmState(
    Map<String, Long> threads,
    long drivers,
    long copies,
    long posterns,
    long instances,
    long strangers) {

  /** The most constants of enums and records that one copy of the classes has. */
  private static final int CONSTANTS = 400;

  private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]*)\"");
  private static final Pattern OURS = Pattern.compile(
      "(?i).*(postern|derby|agroal|caffeine|eclipselink|hibernate|h2" + " |mvstore|driver).*");
  private static final Pattern ROW = Pattern.compile("(?m)^ *\\d+: +(\\d+) +\\d+ +(\\S+)");

  static JvmState of(AppServer server) throws IOException {
    // Objects with a finalizer or a cleaner go with the second collection.
    server.jcmd("GC.run");
    server.jcmd("GC.run");
    Map<String, Long> histogram = ROW.matcher(server.jcmd("GC.class_histogram"))
        .results()
        .collect(
            Collectors.toMap(row -> row.group(2), row -> Long.valueOf(row.group(1)), Long::sum));
    Map<String, Long> threads = THREAD
        .matcher(server.jcmd("Thread.print"))
        .results()
        .map(found -> found.group(1).replaceAll("\\d+", "#"))
        .filter(name -> OURS.matcher(name).matches())
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    long copies = loaders(server, "io.github.postern.Postern");
    return new JvmState(
        threads,
        histogram.getOrDefault("java.sql.DriverInfo", 0L),
        copies,
        histogram.getOrDefault("io.github.postern.Postern", 0L),
        histogram.entrySet().stream()
            .filter(row -> row.getKey().contains("io.github.postern."))
            .mapToLong(Map.Entry::getValue)
            .sum(),
        loaders(server, "stranger.PingServlet") - copies);
  }

  private static long loaders(AppServer server, String type) throws IOException {
    return Pattern.compile(Pattern.quote(type) + "/0x")
        .matcher(server.jcmd("VM.class_hierarchy", type))
        .results()
        .count();
  }

  /**
   * Returns whether there is nothing here that was not there before, but for what is kept of the
   * stranger's application without Postern as well. Objects come and go, but not by the thousand.
   *
   * @param pinned how many class loaders the JDK itself may hold on to
   */
  boolean isNoMoreThan(JvmState before, int pinned) {
    long loaders = pinned + Math.max(0, strangers - before.strangers);
    return threads.equals(before.threads)
        && drivers <= before.drivers
        && copies <= before.copies + loaders
        && posterns <= before.posterns + loaders
        && instances <= before.instances + before.instances / 10 + 20 + loaders * CONSTANTS;
  }
}
