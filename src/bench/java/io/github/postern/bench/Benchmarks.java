package io.github.postern.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs everything and prints the tables of {@code docs/benchmarks.md}.
 *
 * <p>Other work on the machine only ever adds time. So each round runs each benchmark in a JVM of
 * its own and keeps the fastest of its iterations (each long enough to bear its share of garbage
 * collection); what is compared is compared within a round; and the median of the rounds is
 * printed, with the middle half of them.
 */
public final class Benchmarks {

  private static final int ROUNDS = 5;

  private static final Row HMAC =
      Row.floor("floor: HMAC-SHA-256 and one map read", "FloorBenchmark.hmac", 1);
  private static final Row SHA =
      Row.floor("floor: SHA-256 and one map read", "FloorBenchmark.sha256", 1);
  private static final Row HMAC_2 =
      Row.floor("floor: HMAC-SHA-256 and one map read, 2 threads", "FloorBenchmark.hmac", 2);
  private static final List<Row> ROWS = List.of(
      HMAC,
      SHA,
      HMAC_2,
      new Row(
          "the same HMAC by hand from prepared states",
          "FloorBenchmark.hmacByHand",
          "hmac",
          1,
          HMAC),
      Row.filter("key accepted, pepper", "accepted", HMAC),
      Row.filter("key accepted, no pepper", "accepted", SHA),
      Row.filter("key accepted, pepper, 2 threads", "accepted", HMAC_2),
      Row.filter("no key in the request", "withoutKey", HMAC),
      Row.filter("key with a wrong checksum: 401", "mistyped", HMAC),
      Row.filter("unknown key, known as such: 401", "unknown", HMAC),
      Row.filter("for comparison: a query per request", "query", HMAC));

  private Benchmarks() {}

  /** Runs: {@code quick} for a look whether everything works, anything else for figures. */
  public static void main(String[] arguments) throws Exception {
    boolean quick = List.of(arguments).contains("quick");
    Map<Row, List<Figures>> results = new LinkedHashMap<>();
    for (int round = 1; round <= (quick ? 1 : ROUNDS); round++) {
      System.out.println("Round " + round);
      for (Row row : ROWS) {
        results.computeIfAbsent(row, key -> new ArrayList<>()).add(run(row, quick));
      }
    }
    System.out.println("\n"
        + "| In process, per request | ns | × its floor (middle half) | bytes |\n"
        + "|---|---:|---:|---:|");
    results.forEach((row, figures) ->
        print(row, figures, results.get(row.floor() == null ? row : row.floor())));
    HttpThroughput.run(quick);
  }

  private static Figures run(Row row, boolean quick) throws RunnerException {
    TimeValue time = TimeValue.milliseconds(quick ? 100 : 300);
    ChainedOptionsBuilder options = new OptionsBuilder()
        .include("\\." + row.benchmark().replace(".", "\\.") + "$")
        .param("digest", row.digest())
        .threads(row.threads())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .warmupIterations(quick ? 1 : 5)
        .warmupTime(time)
        .measurementIterations(quick ? 1 : 8)
        .measurementTime(time)
        .forks(1)
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    RunResult result = new Runner(options.build()).runSingle();
    return new Figures(
        result.getPrimaryResult().getStatistics().getMin(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
  }

  private static void print(Row row, List<Figures> figures, List<Figures> floors) {
    double[] ratios = new double[figures.size()];
    Arrays.setAll(
        ratios, round -> figures.get(round).nanos() / floors.get(round).nanos());
    System.out.printf(
        Locale.ROOT,
        "| %s | %,.0f | %s | %.0f |%n",
        row.name(),
        Ratios.median(figures.stream().mapToDouble(Figures::nanos).toArray()),
        row.floor() == null ? "1" : Ratios.describe(ratios),
        Ratios.median(figures.stream().mapToDouble(Figures::bytes).toArray()));
  }

  /** The results of one run of one benchmark, per operation. */
  private record Figures(double nanos, double bytes) {}

  /** One line of the table; {@code floor} is what it is compared with, null for a floor. */
  private record Row(String name, String benchmark, String digest, int threads, Row floor) {

    static Row floor(String name, String benchmark, int threads) {
      return new Row(name, benchmark, "hmac", threads, null);
    }

    static Row filter(String name, String method, Row floor) {
      return new Row(
          name,
          "CheckBenchmark." + method,
          floor == SHA ? "sha256" : "hmac",
          floor.threads(),
          floor);
    }
  }
}
